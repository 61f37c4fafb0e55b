<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="id_ID" sourcelanguage="en">
<context>
    <name>Banner</name>
    <message>
        <source>Close the message</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>BusinessEditor</name>
    <message>
        <source>Led by a woman</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>UP2K group</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The owner agrees</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Business</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Business name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Brand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Owner&apos;s name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Telephone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Status</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>City</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>District</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ward</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Street and number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Identity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Owner&apos;s NIK</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Jakpreneur number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sponsoring agency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note and consent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Consent of the owner</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recorded on {day}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outside your region: scored here, seen by both.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>BusinessesPage</name>
    <message>
        <source>Search businesses</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Businesses</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No business found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try fewer letters, or register it as a new one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New business</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} on this laptop</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Cards</name>
    <message>
        <source>Not sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} products</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{document} expired</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CertificatesPage</name>
    <message>
        <source>Certificates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check a certificate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not sent yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Papers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No paper here yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Certificates and improvement sheets appear here after scoring.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Score a product</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To improve</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Papers appear after scoring</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} papers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Certificate issued.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sent to the printer: {title}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as PDF</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved: {name}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ConfirmSheet</name>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ConflictCard</name>
    <message>
        <source>Changed by two people</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose for each which value stays.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ConflictRow</name>
    <message>
        <source>Yours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At the centre</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep this ({key})</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CurationPage</name>
    <message>
        <source>Curation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the product</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scored</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Submit sheet (Ctrl+Enter)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{scored} of {total} decided</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Closed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a session to score products</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attempt {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No photograph</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{names} expired</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Submitted {moment}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The session is closed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1–4 score · T not applicable · N note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved {moment}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} indicators without a score</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} notes for a score of 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} requirements without an answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a photograph of what was found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sheet is not complete: {what}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What you entered is saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sheet is open again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The result is decided.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close this session?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing can be scored in a closed session. It can be opened again.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Desk</name>
    <message>
        <source>Undone.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DocumentRow</name>
    <message>
        <source>In process</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove this document</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kind of document</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number of the document</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Valid until</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DocumentsEditor</name>
    <message>
        <source>Other document</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EmblemPicker</name>
    <message>
        <source>Choose a picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without emblem</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No emblem: the letterhead is printed without one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Picture</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EnrolPanel</name>
    <message>
        <source>Address of the centre</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Twelve letters and digits from your admin; valid once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One-time code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is the same, connect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No public authority vouches for this address. Compare these characters with those your admin reads to you. Connect only if they are the same.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connect this laptop to the centre</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Until then everything works on this laptop, and papers say that they are for practice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fill this in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The code has twelve letters and digits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ExpiringCard</name>
    <message>
        <source>Documents that run out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No document runs out in the next three months.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expired</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Until today</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{days} days left</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Field</name>
    <message>
        <source>required</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FirstStart</name>
    <message>
        <source>Name as on your assignment letter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preparing sample data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Welcome to Kurasi Lapangan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Register, photograph, score and certify Jakpreneur products at the bazaar, with or without a network.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try with sample data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forty businesses and sixty drawn products fill every page. Nothing of it is ever sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Work at once without a network. Papers say LATIHAN until the laptop is connected to the centre.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connect to the centre</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With the address and the one-time code from your admin. Your district&apos;s businesses are fetched.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preparing product {done} of {total} …</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Gallery</name>
    <message>
        <source>{count} photos added.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Photo removed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This photo stands first now.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>GateRow</name>
    <message>
        <source>no answer yet</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HistoryCard</name>
    <message>
        <source>Earlier synchronisations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sent {sent}, received {received}, photos {photos}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HomePage</name>
    <message>
        <source>Businesses</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Products</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To improve</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not sent yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outcomes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Begin with the first business</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Register a business, add its product with a photo, score it, and print its certificate. Everything works without internet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Register a business</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Business</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Register a new one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Product</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With its photos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Score</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On the rubric</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See and print</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Synchronise</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send to the centre</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outcomes of this session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Good morning, {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Good day, {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Good afternoon, {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Good evening, {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} products decided</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing decided in this session yet.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>IndicatorRow</name>
    <message>
        <source>What did you find? (Enter to go on)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note for {name}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Search …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Home</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Businesses</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Products</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Curation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Certificates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Synchronisation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something went wrong in the program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything saved so far is safe.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again. If it comes back, tell your admin what you did.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sample data · never sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} not sent yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Needs attention</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Offline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Online</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No session yet</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MaskedEdit</name>
    <message>
        <source>Show the number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide the number</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>OptionalDate</name>
    <message>
        <source>No end date</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>OwnProducts</name>
    <message>
        <source>Products of this business</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No products yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add the first one to photograph it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add product</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Products</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>OwnerPicker</name>
    <message>
        <source>Type the name of a business or its owner</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Businesses that match</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PaperPanel</name>
    <message>
        <source>Register number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Valid until</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Status</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Total</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Level</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Issue certificate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as PDF</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Print</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not sent yet</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PdfPreview</name>
    <message>
        <source>Previous page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drawing the preview…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No preview yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This paper cannot be shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preview, page {page} of {count}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PhotoSheet</name>
    <message>
        <source>Photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put it first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PhotoTile</name>
    <message>
        <source>Remove {name}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Photos</name>
    <message>
        <source>Photo {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Blurred</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Too dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Too bright</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PhotosCard</name>
    <message>
        <source>Photos taken in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop pictures anywhere on this page, or paste one with Ctrl+V.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} photos wait. They are added once the product is saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} pictures were not taken in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose photos</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PrinterSheet</name>
    <message>
        <source>Print</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Print this paper</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Printer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProductEditor</name>
    <message>
        <source>Choose</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Business</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Product name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Category</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Price in rupiah</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Net content</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shelf life in days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Description</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ingredients</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Legal documents</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProductPicker</name>
    <message>
        <source>Which product comes next?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search product or business</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Products</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Register a new product</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Score this product</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProductsPage</name>
    <message>
        <source>Search products</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Products</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No product found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try fewer letters or another category.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Category filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All categories</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New product</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the business</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Score now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pasted picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dropped picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} on this laptop</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>QueueColumn</name>
    <message>
        <source>Products of the session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add product</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} scored</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not scored yet</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RecentSessions</name>
    <message>
        <source>Go on with a session</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RecordFrame</name>
    <message>
        <source>Save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Discard changes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not saved yet: {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} more forms wait to be saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on with it</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RecordPage</name>
    <message>
        <source>New</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not saved yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything is saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RefusalCard</name>
    <message>
        <source>Refused by the centre</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ScoreRow</name>
    <message>
        <source>Not applicable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{text} (T)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note (N)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>weight {weight}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note required</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no score yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not applicable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys 1 to 4 score, T not applicable, N note</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SearchField</name>
    <message>
        <source>Clear the search</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SearchPalette</name>
    <message>
        <source>Search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name, owner, NIB or phone number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Results</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Typing errors are forgiven. Down and Enter open.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was found.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Business</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Product</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SessionCard</name>
    <message>
        <source>Open a curation session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything scored today belongs to this session. It can be closed later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For example: Setiabudi bazaar</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For example: Setiabudi park</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of the event</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Level</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>City</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>District</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scored products</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No session is open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the session of today, then products can be scored.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{scored} of {total} products scored</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Continue scoring</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start scoring</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Closed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Practice</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Papers, look and data of this laptop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not saved yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signed with a pen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draft for electronic signing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave the sample data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Letterhead</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One line each, the highest body first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lines</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How certificates are signed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A draft leaves room for the electronic signature of another system.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who works here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data and privacy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Names, identity numbers and photos of businesses lie in the data folder of this laptop and go to the centre of the Dinas only. Identity numbers are hidden on the screen and never printed. Registering a business needs its owner&apos;s consent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Roles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Practice, before connecting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Regions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Laptop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Centre</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings saved.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SheetForm</name>
    <message>
        <source>Mandatory requirements</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Findings that end the curation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Anything the business should hear</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Sidebar</name>
    <message>
        <source>Navigation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Offline</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SignatoryCard</name>
    <message>
        <source>Signatories</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They sign until the centre has named others for the region.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a signatory</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SignatoryRow</name>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>NIP</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Position</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove this signatory</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SimilarBox</name>
    <message>
        <source>May be registered already</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open {name}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StatusCard</name>
    <message>
        <source>Progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Some records need you</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} records wait to be sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} photos wait to be sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not synchronised yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything has reached the centre</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connect to a hotspot or Wi-Fi, then press F5.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last complete synchronisation: {moment}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Synchronising…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connecting to the centre</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Photos: {done} of {total}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Records: {done}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Stepper</name>
    <message>
        <source>{step}, done</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SyncPage</name>
    <message>
        <source>Synchronisation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Synchronise</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sample data is never sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave the sample data in the settings to work with a centre.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set the clock of this laptop: papers carry its date.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The clock of this laptop is {minutes} minutes slow.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The clock of this laptop is {minutes} minutes fast.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sent {sent} records and {photos} photos, received {received} records.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The next synchronisation goes on from here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Synchronised, but some records need you.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Records are synchronised; some photos still wait.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Synchronised.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chosen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connected as {name}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>VerdictColumn</name>
    <message>
        <source>Decide the result (Ctrl+Enter)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the sheet back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Photographs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Documents</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No documents are recorded for this product.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{day} (expired)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in process</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The points grow as you score. Nothing is final until you submit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} to improve</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make the certificate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Improvement sheet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ends the curation: {names}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Requirement not met: {names}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Requirement in process: {names}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Below the floor: {names}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>VerifySheet</name>
    <message>
        <source>Check a certificate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a PDF or picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing checked yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paste what a scanner or a phone has read from the code.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text of the code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You can also drop the file here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The check needs no internet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PDF or picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whether it was revoked has not been checked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Genuine, but expired.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Genuine: signed and unchanged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Register number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Product</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Business</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Level</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Total</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Issued on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Valid until</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signed by</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WaitingCard</name>
    <message>
        <source>Waiting to be sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is waiting.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Photo files</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WardPicker</name>
    <message>
        <source>Choose</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>The centre did not accept this record. Tell the admin this code: {code}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Region</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rubric</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Person</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Role</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Laptop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signatory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Business</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Product</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Legal document</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Curation session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Curation case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Curation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Score sheet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Improvement item</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>History entry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Brand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Owner</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Identity number (NIK)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Business number (NIB)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tax number (NPWP)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Phone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ward</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Status</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Led by a woman</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Category</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Price</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Net content</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shelf life in days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Description</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ingredients</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Valid until</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Order</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Deleted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It lies outside your regions. Ask the admin to add the region, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its region is not known. Correct the address, then retry.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The region does not fit the address of the business. Save the address again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A field holds something the centre cannot read. Check the record and save again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing in it differs from the centre. Try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is a record of score, and those are never changed. Make a correction instead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only the centre may change records of this kind. Ask the admin.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The photo is damaged. Take it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The score sheet is damaged. Fill in a correction, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A score lies outside the scale of the rubric. Fill in a correction.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The centre computes another total from this score sheet. Tell the admin.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The centre does not know the rubric version of this sheet. Tell the admin.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its register number is already taken. Do not hand this certificate out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its register number belongs to another laptop. Tell the admin.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>_AddTile</name>
    <message>
        <source>Add photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose files, or drop pictures here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop here</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>

"""The phone as camera: a page on the hotspot, pictures in pieces, whole ones or none.

`session` keeps what arrives, `server` serves it, `network` says where and on which Wi-Fi.
Nothing here knows products or windows: whoever opens a session is told what is whole, takes
it in, and says whether it was stored (docs/decisions/0018-phone-over-plain-http.md).
"""

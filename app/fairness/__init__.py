"""How fair a panel's scores are: agreement, leniency, where one more sheet helps most.

Numbers in, numbers out: numpy and scipy, no Qt, no SQL, nothing of the program. What is
computed here is shown beside results and never changes one (docs/fairness.md).
"""

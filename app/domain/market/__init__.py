"""The rules of the market channels: who may enter, whose turn it is, how a draw is made."""

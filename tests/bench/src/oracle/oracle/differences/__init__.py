"""Where botocore and Smithy's specifications differ, by name and with the reason: no other difference is let pass.

A difference is kept out of the values, kept from happening, or taken out of what is expected.
"""

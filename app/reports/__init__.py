"""Everything that is printed: frozen values in, PDF bytes out.

Nothing here reads a database, a setting or the computer's locale. `values` says what the
papers are made of; `certificate.render_certificate` and `improvement.render_improvement_sheet`
make them. This package imports none of its modules: reportlab and pikepdf are loaded when
the first paper is made, not when the program starts.
"""

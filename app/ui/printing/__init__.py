"""Printing a PDF: seen first, then to the system's spooler, or painted where there is none."""

from app.ui.printing.paper import KEPT, Printout, file_name, keep, write_pdf
from app.ui.printing.printing import Printed, Printing

__all__ = ["KEPT", "Printed", "Printing", "Printout", "file_name", "keep", "write_pdf"]

"""The public holidays of one country, without loading those of 250 others."""

from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import holidays
from holidays import HolidayBase
from holidays.registry import COUNTRIES


@cache
def country_calendar(code: str) -> type[HolidayBase]:
    """`country_holidays` of the library, which loads every country first: a sixth of a second of each start
    and 8 MB. Raises NotImplementedError for a country that the library does not know."""
    for name, (kind, *codes) in COUNTRIES.items():
        if code in codes:
            path = Path(holidays.__file__).parent / "countries" / f"{name}.py"
            spec = spec_from_file_location(f"holidays.countries.{name}", path)
            assert spec is not None
            assert spec.loader is not None
            module = module_from_spec(spec)
            spec.loader.exec_module(module)
            found: type[HolidayBase] = getattr(module, kind)
            return found
    raise NotImplementedError(code)

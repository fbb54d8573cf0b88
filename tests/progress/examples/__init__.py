"""Goals worked out by hand: kind by situation, the arithmetic written out."""

from tests.progress.examples.counts import CUMULATIVE
from tests.progress.examples.deadlines import DATED
from tests.progress.examples.held import HELD
from tests.progress.examples.levels import EUROSTAT_LIKE, LEVEL
from tests.progress.examples.other import PROFILES, PROJECTED, REFUSED
from tests.progress.examples.paths import SEASONAL
from tests.progress.examples.periods import PERIODS
from tests.progress.examples.unreported import UNREPORTED

EXAMPLES = [
    *CUMULATIVE,
    *SEASONAL,
    *LEVEL,
    *EUROSTAT_LIKE,
    *HELD,
    *PROJECTED,
    *PROFILES,
    *REFUSED,
    *PERIODS,
    *DATED,
    *UNREPORTED,
]

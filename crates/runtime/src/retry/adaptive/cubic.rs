//! Which rate to try: less when the service throttles, then more and more again.

/// What is left of a rate that was throttled.
const BETA: f64 = 0.7;
/// How steeply the rate grows again.
const SCALE: f64 = 0.4;

/// A cubic curve through the rate that was throttled last: steep at first, flat around that rate, steep beyond it.
/// Rates are in attempts a second, times in seconds.
#[derive(Debug, Default)]
pub(super) struct Cubic {
    /// The rate that was throttled last, and when that was.
    pub(super) last_max: f64,
    pub(super) last_throttle: f64,
}

impl Cubic {
    /// The rate to try after an attempt that was throttled at this one.
    pub(super) fn throttled(&mut self, now: f64, rate: f64) -> f64 {
        self.last_max = rate;
        self.last_throttle = now;
        rate * BETA
    }

    /// The rate to try after any other attempt.
    pub(super) fn succeeded(&self, now: f64) -> f64 {
        let since = now - self.last_throttle;
        SCALE * (since - self.window()).powi(3) + self.last_max
    }

    /// How long the curve takes to come back to the rate that was throttled.
    fn window(&self) -> f64 {
        (self.last_max * (1.0 - BETA) / SCALE).cbrt()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(left: f64, right: f64) {
        assert!((left - right).abs() < 1e-9, "{left} is not {right}");
    }

    /// Throttled last at ten a second, five seconds after the start.
    fn cubic() -> Cubic {
        Cubic {
            last_max: 10.0,
            last_throttle: 5.0,
        }
    }

    #[test]
    fn it_comes_back_to_the_throttled_rate_after_its_window() {
        close(cubic().window(), 1.957_433_820_584_431_7);
        close(cubic().succeeded(5.0 + cubic().window()), 10.0);
        let mut cubic = cubic();
        close(cubic.throttled(1.0, 8.0), 5.6);
        close(cubic.window(), 1.817_120_592_832_139_7);
        close(cubic.succeeded(1.0), 5.6);
    }

    /// The rates that the reference tests of the AWS SDKs give for a success a second.
    #[test]
    fn it_grows_along_the_published_rates() {
        for (now, rate) in [
            (5.0, 7.0),
            (6.0, 9.648_936_009_66),
            (7.0, 10.000_030_849_917_364),
            (8.0, 10.453_284_520_772_092),
            (9.0, 13.408_697_022_224_185),
            (10.0, 21.266_268_354_273_64),
            (11.0, 36.425_998_516_920_465),
        ] {
            close(cubic().succeeded(now), rate);
        }
    }

    /// Likewise, with two throttled attempts at the rate that was tried.
    #[test]
    fn it_falls_and_grows_along_the_published_rates() {
        let mut cubic = cubic();
        let mut tried = 0.0;
        for (now, is_throttled, rate) in [
            (5.0, false, 7.0),
            (6.0, false, 9.648_936_009_66),
            (7.0, true, 6.754_255_206_761_999),
            (8.0, true, 4.727_978_644_733_399),
            (9.0, false, 6.606_547_753_887_045),
            (10.0, false, 6.763_279_816_944_947),
            (11.0, false, 7.598_174_833_907_107),
            (12.0, false, 11.511_232_804_773_524),
        ] {
            tried = if is_throttled {
                cubic.throttled(now, tried)
            } else {
                cubic.succeeded(now)
            };
            close(tried, rate);
        }
    }
}

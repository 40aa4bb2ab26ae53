//! All that was measured, and the medians and spreads of it.

use super::figure::Figure;
use super::subject::Subject;
use std::collections::BTreeMap;

/// The samples of each figure, in the order in which they were taken.
#[derive(Default)]
pub struct Figures(BTreeMap<Figure, BTreeMap<Subject, Vec<f64>>>);

/// The middle of some samples, and how far they reach.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Summary {
    pub median: f64,
    pub min: f64,
    pub max: f64,
}

impl Figures {
    /// Takes a sample, in the figure's unit.
    pub fn add(&mut self, figure: Figure, subject: Subject, sample: f64) {
        let samples = self.0.entry(figure).or_default();
        samples.entry(subject).or_default().push(sample);
    }

    pub fn iter(&self) -> impl Iterator<Item = (Figure, &BTreeMap<Subject, Vec<f64>>)> {
        self.0.iter().map(|(figure, samples)| (*figure, samples))
    }

    /// What was measured of one; nothing if nothing was.
    pub fn samples(&self, figure: Figure, subject: Subject) -> &[f64] {
        let samples = self.0.get(&figure).and_then(|all| all.get(&subject));
        samples.map_or(&[], Vec::as_slice)
    }

    pub fn summary(&self, figure: Figure, subject: Subject) -> Option<Summary> {
        summary(self.samples(figure, subject))
    }
}

/// Nothing if there are no samples.
pub fn summary(samples: &[f64]) -> Option<Summary> {
    let mut sorted = samples.to_vec();
    sorted.sort_by(f64::total_cmp);
    let (low, high) = (sorted.len().checked_sub(1)? / 2, sorted.len() / 2);
    Some(Summary {
        median: f64::midpoint(*sorted.get(low)?, *sorted.get(high)?),
        min: *sorted.first()?,
        max: *sorted.last()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_of_an_even_number_lies_between_the_two_in_the_middle() {
        let odd = summary(&[9.0, 1.0, 2.0]).unwrap();
        assert_eq!((odd.median, odd.min, odd.max), (2.0, 1.0, 9.0));
        let even = summary(&[9.0, 1.0, 2.0, 3.0]).unwrap();
        assert_eq!((even.median, even.min, even.max), (2.5, 1.0, 9.0));
        assert_eq!(summary(&[]), None);
    }
}

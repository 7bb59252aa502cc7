//! Fits the weights of the ranking: coordinate ascent on nDCG@10, judged by folds that it has not seen.
//!
//! Every query belongs to one of five folds by a hash of its id. Weights are fitted on four folds and
//! scored on the fifth; the mean of the five unseen scores is the honest figure. The weights that are
//! printed come from all queries, and are worth only what the folds say.

use std::collections::HashMap;

const FOLDS: usize = 5;
const STEPS: [f32; 8] = [0.4, -0.4, 0.15, -0.15, 0.05, -0.05, 0.02, -0.02];
const ROUNDS: usize = 12;
/// A step must gain this much, or it is noise.
const LEAST_GAIN: f64 = 0.0003;
/// Cost of one unit of weight away from where the fit began.
const PULL: f64 = 0.001;

/// One query with its candidates.
pub struct Case {
    class: String,
    fold: usize,
    /// Candidate features, with the gain of its grade.
    candidates: Vec<(Vec<f32>, f64)>,
    ideal: f64,
}

/// The case of one query: features and grades of its candidates, and every grade that was judged.
pub fn case(id: &str, class: &str, rows: Vec<(Vec<f32>, u32)>, judged: &[u32]) -> Option<Case> {
    let gain = |grade: u32| f64::from((1u32 << grade) - 1);
    let mut gains: Vec<f64> = judged.iter().map(|grade| gain(*grade)).collect();
    gains.sort_by(|a, b| b.total_cmp(a));
    let ideal: f64 = gains.iter().take(10).enumerate().map(|(rank, gain)| gain * discount(rank)).sum();
    let candidates = rows.into_iter().map(|(features, grade)| (features, gain(grade))).collect();
    let fold = id.bytes().fold(7usize, |hash, byte| hash.wrapping_mul(31).wrapping_add(usize::from(byte))) / 3 % FOLDS;
    (ideal > 0.0).then(|| Case { class: class.into(), fold, candidates, ideal })
}

fn discount(rank: usize) -> f64 {
    1.0 / (rank as f64 + 2.0).log2()
}

impl Case {
    fn ndcg(&self, weights: &[f32]) -> f64 {
        let mut best: Vec<(f32, f64)> = Vec::with_capacity(11);
        for (features, gain) in &self.candidates {
            let score: f32 = features.iter().zip(weights).map(|(f, w)| f * w).sum();
            let place = best.partition_point(|(other, _)| *other >= score);
            if place < 10 {
                best.insert(place, (score, *gain));
                best.truncate(10);
            }
        }
        best.iter().enumerate().map(|(rank, (_, gain))| gain * discount(rank)).sum::<f64>() / self.ideal
    }
}

/// Share of cases whose first candidate has a gain; printed beside nDCG.
fn first<'a>(cases: impl Iterator<Item = &'a Case>, weights: &[f32]) -> f64 {
    let score = |features: &[f32]| features.iter().zip(weights).map(|(f, w)| f * w).sum::<f32>();
    let hit = |case: &Case| {
        case.candidates.iter().max_by(|a, b| score(&a.0).total_cmp(&score(&b.0))).is_some_and(|(_, gain)| *gain > 0.0)
    };
    let (sum, count) = cases.fold((0.0, 0.0), |(sum, count), case| (sum + f64::from(u8::from(hit(case))), count + 1.0));
    sum / f64::max(count, 1.0)
}

fn mean<'a>(cases: impl Iterator<Item = &'a Case>, weights: &[f32]) -> f64 {
    let (sum, count) = cases.fold((0.0, 0.0), |(sum, count), case| (sum + case.ndcg(weights), count + 1.0));
    sum / f64::max(count, 1.0)
}

/// Sharpness of the soft choice: scores within about its inverse compete.
const SHARPNESS: f64 = 6.0;
const DESCENTS: usize = 600;
const RATE: f64 = 0.03;

/// Listwise descent (cross entropy of the soft choice against the gains, convex), then a short climb on nDCG itself.
fn descend(cases: &[&Case], start: &[f32]) -> Vec<f32> {
    let mut weights: Vec<f64> = start.iter().map(|w| f64::from(*w)).collect();
    let (mut speed, mut energy) = (vec![0.0; weights.len()], vec![0.0; weights.len()]);
    for round in 1..=DESCENTS {
        let mut slope: Vec<f64> = weights.iter().zip(start).map(|(w, s)| PULL * 4.0 * (w - f64::from(*s))).collect();
        for case in cases {
            let scores: Vec<f64> = case
                .candidates
                .iter()
                .map(|(f, _)| SHARPNESS * f.iter().zip(&weights).map(|(f, w)| f64::from(*f) * w).sum::<f64>())
                .collect();
            let most = scores.iter().copied().fold(f64::MIN, f64::max);
            let total: f64 = scores.iter().map(|s| (s - most).exp()).sum();
            let gains: f64 = case.candidates.iter().map(|(_, gain)| gain).sum::<f64>().max(1e-9);
            for ((features, gain), score) in case.candidates.iter().zip(&scores) {
                let push = (score - most).exp() / total - gain / gains;
                if push.abs() > 1e-6 && gains > 1e-6 {
                    for (slot, feature) in slope.iter_mut().zip(features) {
                        *slot += push * f64::from(*feature) / cases.len() as f64;
                    }
                }
            }
        }
        for index in 0..weights.len() {
            speed[index] = 0.9 * speed[index] + 0.1 * slope[index];
            energy[index] = 0.99 * energy[index] + 0.01 * slope[index] * slope[index];
            let (first, second) = (1.0 - 0.9f64.powi(round as i32), 1.0 - 0.99f64.powi(round as i32));
            weights[index] -= RATE * (speed[index] / first) / ((energy[index] / second).sqrt() + 1e-8)
                * (1.0 - round as f64 / (DESCENTS as f64 + 1.0));
        }
    }
    weights.into_iter().map(|w| w as f32).collect()
}

fn climb(cases: &[&Case], start: &[f32]) -> Vec<f32> {
    let mut weights = descend(cases, start);
    if std::env::var_os("CLIMB").is_none() {
        return weights;
    }
    let start = weights.clone();
    let cost = |weights: &[f32]| PULL * weights.iter().zip(&start).map(|(a, b)| f64::from((a - b).abs())).sum::<f64>();
    let mut best = mean(cases.iter().copied(), &weights) - cost(&weights);
    for _ in 0..ROUNDS {
        let before = best;
        for index in 0..weights.len() {
            for step in STEPS {
                let mut trial = weights.clone();
                trial[index] += step;
                let score = mean(cases.iter().copied(), &trial) - cost(&trial);
                if score > best + LEAST_GAIN {
                    (best, weights) = (score, trial);
                }
            }
        }
        if best - before < LEAST_GAIN {
            break;
        }
    }
    weights
}

/// Fits, prints the unseen score by class and the weights.
pub fn fit(cases: &[Case], names: &[(&str, f32)]) {
    let start: Vec<f32> = names.iter().map(|(_, weight)| *weight).collect();
    let mut unseen: HashMap<&str, (f64, f64)> = HashMap::new();
    let fitted: Vec<Vec<f32>> = std::thread::scope(|scope| {
        let fit_without =
            |fold: usize| climb(&cases.iter().filter(|case| case.fold != fold).collect::<Vec<_>>(), &start);
        let handles: Vec<_> = (0..=FOLDS).map(|fold| scope.spawn(move || fit_without(fold))).collect();
        handles.into_iter().map(|handle| handle.join().expect("fitted")).collect()
    });
    for case in cases {
        let score = case.ndcg(&fitted[case.fold]);
        for key in [case.class.as_str(), "all"] {
            let entry = unseen.entry(key).or_default();
            *entry = (entry.0 + score, entry.1 + 1.0);
        }
    }
    let firsts: f64 = (0..FOLDS)
        .map(|fold| {
            first(cases.iter().filter(|case| case.fold == fold), &fitted[fold])
                * cases.iter().filter(|case| case.fold == fold).count() as f64
        })
        .sum();
    println!(
        "first: start {:.3}  unseen {:.3}  in sample {:.3}",
        first(cases.iter(), &start),
        firsts / cases.len() as f64,
        first(cases.iter(), &fitted[FOLDS])
    );
    let mut keys: Vec<_> = unseen.keys().copied().collect();
    keys.sort_unstable();
    let all = &fitted[FOLDS];
    for key in keys {
        let group = || cases.iter().filter(|case| key == "all" || case.class == key);
        let (sum, count) = unseen[key];
        println!(
            "{key:4} start {:.3}  unseen {:.3}  in sample {:.3}",
            mean(group(), &start),
            sum / count,
            mean(group(), all)
        );
    }
    for ((name, before), after) in names.iter().zip(all) {
        let folds: Vec<String> = fitted[..FOLDS]
            .iter()
            .zip(0..)
            .map(|(w, _)| w)
            .map(|w| format!("{:.2}", w[names.iter().position(|(n, _)| n == name).expect("known")]))
            .collect();
        println!("    (\"{name}\", {after:.2}), // was {before}, folds {}", folds.join(" "));
    }
}

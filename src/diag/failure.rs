//! A failure: the work could not be done at all (exit status 2), as opposed to findings in the content.

use super::catalogue::Lang;
use super::finding::Finding;

/// Why a command could not do its work. Carries a finding, so it has a code, words in both
/// languages and a remedy like everything else that gongkai says.
#[derive(Debug, Clone, thiserror::Error)]
#[error("{}", .0.message(Lang::Zh))]
pub struct Failure(pub Box<Finding>);

/// Result of work that can fail as a whole.
pub type Outcome<T> = Result<T, Failure>;

impl From<Finding> for Failure {
    fn from(finding: Finding) -> Self {
        Self(Box::new(finding))
    }
}

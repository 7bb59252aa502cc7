//! Matrices, characters and ruled lines in page coordinates (points, y upwards).

/// An affine map as PDF writes it: a b c d e f.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Matrix(pub [f64; 6]);

impl Matrix {
    /// The map that changes nothing.
    pub const IDENTITY: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// First `self`, then `next`.
    #[must_use]
    pub fn then(self, next: Self) -> Self {
        let own = self.0;
        let (across, up, origin) = (next.turn(own[0], own[1]), next.turn(own[2], own[3]), next.apply(own[4], own[5]));
        Self([across.0, across.1, up.0, up.1, origin.0, origin.1])
    }

    /// Where a point goes.
    #[must_use]
    pub fn apply(self, x: f64, y: f64) -> (f64, f64) {
        let (turned, lifted) = self.turn(x, y);
        (turned + self.0[4], lifted + self.0[5])
    }

    /// Where a direction goes.
    fn turn(self, x: f64, y: f64) -> (f64, f64) {
        (self.0[0] * x + self.0[2] * y, self.0[1] * x + self.0[3] * y)
    }
}

/// A shown character (or ligature).
#[derive(Debug, Clone)]
pub struct Glyph {
    /// What it says.
    pub text: String,
    /// Left end of its baseline.
    pub x: f64,
    /// Its baseline.
    pub y: f64,
    /// Its width.
    pub width: f64,
    /// Size of its font.
    pub size: f64,
}

impl Glyph {
    /// A point inside the character.
    #[must_use]
    pub fn middle(&self) -> (f64, f64) {
        (self.x + self.width / 2.0, self.y + self.size * 0.3)
    }
}

/// A ruled line, lengthwise from `from` to `to`.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// Whether it runs across.
    pub across: bool,
    /// y of a line across, x of a line down.
    pub at: f64,
    /// Smaller end.
    pub from: f64,
    /// Larger end.
    pub to: f64,
}

/// Everything on a page.
#[derive(Debug, Default)]
pub struct Marks {
    /// Characters in the order of the file.
    pub glyphs: Vec<Glyph>,
    /// Ruled lines.
    pub rules: Vec<Rule>,
}

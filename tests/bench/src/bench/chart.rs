//! Figures as a chart: for each of them, ours as a fraction of those of the other programs.

use super::figure::{Figure, Load};
use super::figures::Figures;
use super::services::Service;
use super::subject::Subject;
use anyhow::Result;
use plotters::prelude::{
    ChartBuilder, EmptyElement, IntoDrawingArea, IntoFont, PathElement, RGBColor, Rectangle,
    SVGBackend, Text,
};
use plotters::style::{
    Color,
    text_anchor::{HPos, Pos, VPos},
};

/// What is drawn of the program that calls Lambda.
pub const HEADLINES: [Figure; 9] = [
    Figure::BuildCpu,
    Figure::Crates,
    Figure::BinarySize,
    Figure::FirstResponse,
    Figure::CallMemory(Load::new(32, 2)),
    Figure::CallTime(Load::new(1, 2)),
    Figure::CallTime(Load::new(32, 2)),
    Figure::CallTime(Load::new(32, 50)),
    Figure::Instructions(2),
];

/// What is drawn of the program that calls several services.
pub const SERVICES: [Figure; 6] = [
    Figure::ServicesBuildCpu,
    Figure::ServicesBinarySize,
    Figure::ServiceCallTime(Service::DynamoDb),
    Figure::ServiceCallTime(Service::Route53),
    Figure::ServiceCallTime(Service::Sqs),
    Figure::ServiceCallTime(Service::Sts),
];

const WIDTH: u32 = 960;
const BAR: u32 = 20;
/// Room for a title and the axis.
const MARGINS: u32 = 96;
const LABELS: u32 = 360;
const FONT: &str = "sans-serif";

/// A figure, and what it is compared with.
pub struct Group {
    pub title: String,
    pub bars: Vec<Bar>,
}

/// Ours as a fraction of that of another program.
pub struct Bar {
    pub other: Subject,
    pub ratio: f64,
    /// What else is said of it.
    pub note: String,
}

/// The page that the picture is for.
#[derive(Clone, Copy)]
pub enum Theme {
    Light,
    Dark,
}

impl Theme {
    pub const ALL: [Self; 2] = [Self::Light, Self::Dark];

    pub fn name(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// Those that GitHub has for its pages.
    fn background(self) -> RGBColor {
        match self {
            Self::Light => RGBColor(255, 255, 255),
            Self::Dark => RGBColor(13, 17, 23),
        }
    }

    fn text(self) -> RGBColor {
        match self {
            Self::Light => RGBColor(31, 35, 40),
            Self::Dark => RGBColor(240, 246, 252),
        }
    }

    fn grid(self) -> RGBColor {
        match self {
            Self::Light => RGBColor(209, 217, 224),
            Self::Dark => RGBColor(61, 68, 77),
        }
    }
}

/// Colours that stand out from either background.
fn color(other: Subject) -> RGBColor {
    match other {
        Subject::SdkTuned => RGBColor(208, 72, 40),
        Subject::SdkDefault => RGBColor(150, 60, 110),
        Subject::Bare => RGBColor(60, 130, 190),
        Subject::BareSigned => RGBColor(120, 130, 145),
        Subject::Ours | Subject::Raw | Subject::AwsCli => RGBColor(128, 128, 128),
    }
}

/// What a program is called by those who have not read how it is made.
fn called(other: Subject) -> &'static str {
    match other {
        Subject::SdkTuned => "the AWS SDK",
        Subject::SdkDefault => "the AWS SDK with its default features",
        Subject::Bare => "reqwest with a fixed header",
        Subject::BareSigned => "reqwest with a signature",
        Subject::Ours | Subject::Raw | Subject::AwsCli => other.name(),
    }
}

/// The medians of these figures.
pub fn groups(headlines: &[Figure], figures: &Figures) -> Vec<Group> {
    let headlines = headlines.iter().copied();
    let groups = headlines.map(|figure| Group {
        title: figure.title(),
        bars: bars(figures, figure),
    });
    groups.filter(|group| !group.bars.is_empty()).collect()
}

fn bars(figures: &Figures, figure: Figure) -> Vec<Bar> {
    let median = |subject| Some(figures.summary(figure, subject)?.median);
    let Some(ours) = median(Subject::Ours) else {
        return Vec::new();
    };
    let others = Subject::PROGRAMS
        .into_iter()
        .filter(|subject| subject.is_choice() && *subject != Subject::Ours);
    others
        .filter_map(|other| {
            Some(Bar {
                other,
                ratio: ours / median(other)?,
                note: String::new(),
            })
        })
        .collect()
}

/// These groups as SVG. `caption` says what they belong to.
pub fn draw(groups: &[Group], caption: &str, theme: Theme) -> Result<String> {
    let bars = groups.iter().map(|group| group.bars.len()).sum::<usize>();
    let ratios = groups.iter().flat_map(|group| &group.bars);
    let most = ratios.map(|bar| bar.ratio).fold(1.0, f64::max) * 1.65;
    // A row for each bar, and one between groups.
    let rows = u32::try_from(bars + groups.len())?;
    let mut svg = String::new();
    {
        let size = (WIDTH, rows * BAR + MARGINS);
        let area = SVGBackend::with_string(&mut svg, size).into_drawing_area();
        area.fill(&theme.background())?;
        let text = |size: u32| (FONT, size).into_font().color(&theme.text());
        let mut chart = ChartBuilder::on(&area)
            .caption(
                "What a program costs with Smithereens, in fractions of its cost with others (shorter is better)",
                text(20),
            )
            .margin(8)
            .x_label_area_size(44)
            .y_label_area_size(LABELS)
            .build_cartesian_2d(0.0..most, f64::from(rows)..0.0)?;
        chart
            .configure_mesh()
            .disable_mesh()
            .disable_y_axis()
            .axis_style(theme.grid())
            .x_desc(caption)
            .label_style(text(14))
            .draw()?;
        // Where both cost the same.
        let line = vec![(1.0, 0.0), (1.0, f64::from(rows))];
        chart.draw_series([PathElement::new(line, theme.grid().stroke_width(2))])?;
        let at_right = Pos::new(HPos::Right, VPos::Center);
        let at_left = Pos::new(HPos::Left, VPos::Center);
        let mut row = 0.5;
        for Group { title, bars } in groups {
            let middle = row + f64::from(u32::try_from(bars.len())?) / 2.0;
            let label = Text::new(title.clone(), (-10, 0), text(16).pos(at_right));
            chart.draw_series([EmptyElement::at((0.0, middle)) + label])?;
            for bar in bars {
                let middle = row + 0.5;
                let label = format!("{:.2} of {}{}", bar.ratio, called(bar.other), bar.note);
                let corners = [(0.0, row + 0.1), (bar.ratio, row + 0.9)];
                chart.draw_series([Rectangle::new(corners, color(bar.other).filled())])?;
                chart.draw_series([EmptyElement::at((bar.ratio, middle))
                    + Text::new(label, (6, 0), text(15).pos(at_left))])?;
                row += 1.0;
            }
            row += 1.0;
        }
        area.present()?;
    }
    Ok(svg)
}

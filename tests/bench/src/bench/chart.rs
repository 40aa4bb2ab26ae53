//! The headline figures as a chart: bars of each program's median, as multiples of ours.

use super::figure::{Figure, Load};
use super::figures::Figures;
use super::services::Service;
use super::subject::Subject;
use anyhow::Result;
use plotters::prelude::{
    BLACK, ChartBuilder, EmptyElement, IntoDrawingArea, IntoFont, RGBColor, Rectangle, SVGBackend,
    Text, WHITE,
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
const BAR: u32 = 16;
/// Room for a title and the axis.
const MARGINS: u32 = 90;
const LABELS: u32 = 300;
const FONT: &str = "sans-serif";

fn color(subject: Subject) -> RGBColor {
    match subject {
        Subject::Ours => RGBColor(208, 72, 40),
        Subject::Bare => RGBColor(190, 190, 190),
        Subject::BareSigned => RGBColor(140, 140, 140),
        Subject::SdkTuned => RGBColor(70, 120, 180),
        Subject::SdkDefault => RGBColor(30, 60, 110),
        Subject::Raw | Subject::AwsCli => BLACK,
    }
}

/// A bar: whose it is, and how many times ours it is.
type Bar = (Subject, f64);

/// These figures as SVG. `caption` says what they belong to.
pub fn draw(headlines: &[Figure], figures: &Figures, caption: &str) -> Result<String> {
    let groups: Vec<(String, Vec<Bar>)> = headlines
        .iter()
        .copied()
        .map(|figure| (figure.title(), bars(figures, figure)))
        .filter(|(_, bars)| !bars.is_empty())
        .collect();
    let all = || groups.iter().flat_map(|(_, bars)| bars);
    let most = all().map(|(_, ratio)| *ratio).fold(1.0, f64::max) * 1.2;
    // A row for each bar, and one between groups.
    let rows = u32::try_from(all().count() + groups.len())?;
    let mut svg = String::new();
    {
        let size = (WIDTH, rows * BAR + MARGINS);
        let area = SVGBackend::with_string(&mut svg, size).into_drawing_area();
        area.fill(&WHITE)?;
        let mut chart = ChartBuilder::on(&area)
            .caption("As multiples of ours; shorter is better", (FONT, 18))
            .margin(8)
            .x_label_area_size(40)
            .y_label_area_size(LABELS)
            .build_cartesian_2d(0.0..most, f64::from(rows)..0.0)?;
        chart
            .configure_mesh()
            .disable_y_mesh()
            .disable_y_axis()
            .max_light_lines(1)
            .x_desc(caption)
            .label_style((FONT, 12))
            .draw()?;
        let at_right = Pos::new(HPos::Right, VPos::Center);
        let at_left = Pos::new(HPos::Left, VPos::Center);
        let small = |pos| (FONT, 12).into_font().color(&BLACK).pos(pos);
        let mut row = 0.5;
        for (title, bars) in &groups {
            for (place, (subject, ratio)) in bars.iter().enumerate() {
                let middle = row + 0.5;
                let label = format!("{} {ratio:.2}", subject.name());
                let bar = [(0.0, row + 0.05), (*ratio, row + 0.95)];
                chart.draw_series([Rectangle::new(bar, color(*subject).filled())])?;
                chart
                    .draw_series([EmptyElement::at((*ratio, middle))
                        + Text::new(label, (6, 0), small(at_left))])?;
                if place == 0 {
                    let label = Text::new(title.clone(), (-8, 0), small(at_right));
                    chart.draw_series([EmptyElement::at((0.0, middle)) + label])?;
                }
                row += 1.0;
            }
            row += 1.0;
        }
        area.present()?;
    }
    Ok(svg)
}

fn bars(figures: &Figures, figure: Figure) -> Vec<Bar> {
    let median = |subject| Some(figures.summary(figure, subject)?.median);
    let Some(ours) = median(Subject::Ours) else {
        return Vec::new();
    };
    let choices = Subject::PROGRAMS
        .into_iter()
        .filter(|subject| subject.is_choice());
    choices
        .filter_map(|subject| Some((subject, median(subject)? / ours)))
        .collect()
}

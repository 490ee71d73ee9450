//! `ov-lsp why`.

use super::outcome::{Failure, Status, results};
use super::rules::Listing;
use super::subject::{ProjectArgs, Subject};
use crate::report::lines::Lines;
use ov_project::{Files, Graph};
use ov_render::init::InitTemplates;
use ov_render::why::{Answer, Explanation, Link, Outcome, why};
use serde_json::{Value, json};
use std::io::{self, Write};

/// Show by which chain an image gets a thing, or where the chain breaks
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Name of the image
    image: String,

    /// Layer, package, service, port, volume, variable or check, or `KIND:NAME` for just one of these
    thing: String,

    #[command(flatten)]
    project: ProjectArgs,

    /// How to print it
    #[arg(long, value_enum, default_value_t)]
    format: Listing,
}

/// Ends with status 1 where the image does not have the thing.
pub(super) fn run(args: &Args) -> Result<Status, Failure> {
    let subject = args.project.open()?;
    let image = subject.image(&args.image)?;
    let templates = InitTemplates::new(&subject.project);
    let explanation = why(&subject.project, &Graph::new(&subject.project), &templates, image, &args.thing);
    results(|out| match args.format {
        Listing::Json => {
            serde_json::to_writer_pretty(&mut *out, &report(args, &subject, &explanation))?;
            writeln!(out)
        }
        Listing::Text => print(args, &subject, &explanation, out),
    })?;
    Ok(if explanation.answers.iter().any(Answer::arrives) { Status::Clean } else { Status::Findings })
}

/// File and line of a link, as far as the file can be read.
fn place(subject: &Subject, link: &Link) -> Option<(String, u32)> {
    let place = link.place?;
    let file = subject.project.file(place.file);
    let text = subject.files().read(&file.path).ok()?;
    Some((file.display.to_string(), Lines::new(&text).position(place.span.start).line))
}

fn link_json(subject: &Subject, link: &Link) -> Value {
    let mut value = json!({"fact": link.fact});
    if let Some((file, line)) = place(subject, link) {
        value["file"] = file.into();
        value["line"] = line.into();
    }
    value
}

fn report(args: &Args, subject: &Subject, explanation: &Explanation) -> Value {
    let answer = |answer: &Answer| {
        let (key, words) = match &answer.outcome {
            Outcome::Arrives(how) => ("how", how),
            Outcome::Broken(reason) => ("reason", reason),
        };
        json!({
            "kind": answer.kind.name(),
            "name": answer.name,
            "arrives": answer.arrives(),
            "chain": answer.chain.iter().map(|l| link_json(subject, l)).collect::<Value>(),
            key: words,
        })
    };
    json!({
        "version": 1,
        "image": args.image,
        "thing": args.thing,
        "arrives": explanation.answers.iter().any(Answer::arrives),
        "answers": explanation.answers.iter().map(answer).collect::<Value>(),
        "unresolved": explanation.unresolved.iter().map(|l| link_json(subject, l)).collect::<Value>(),
    })
}

fn print(args: &Args, subject: &Subject, explanation: &Explanation, out: &mut dyn Write) -> io::Result<()> {
    let line = |link: &Link| match place(subject, link) {
        Some((file, line)) => format!("{} ({file}:{line})", link.fact),
        None => link.fact.clone(),
    };
    if explanation.answers.is_empty() {
        writeln!(out, "nothing in the project is called `{}`", args.thing)?;
    }
    for answer in &explanation.answers {
        writeln!(out, "{} `{}`", answer.kind.name(), answer.name)?;
        answer.chain.iter().try_for_each(|link| writeln!(out, "  {}", line(link)))?;
        match &answer.outcome {
            Outcome::Arrives(how) => writeln!(out, "  => {how}")?,
            Outcome::Broken(reason) => writeln!(out, "  => broken: {reason}")?,
        }
    }
    explanation.unresolved.iter().try_for_each(|link| writeln!(out, "not known here: {}", line(link)))
}

//! What a person can type. The words of the help stand in the catalogue (`cli.*`).

use std::net::IpAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;

/// `gongkai [options] COMMAND`.
#[derive(Debug, Parser)]
#[command(name = "gongkai", version, disable_help_subcommand = true, disable_version_flag = true)]
pub struct Arguments {
    #[arg(long, global = true, env = "GONGKAI_ROOT", default_value = ".", value_name = "DIR")]
    pub root: PathBuf,
    #[arg(long, global = true, env = "GONGKAI_CONFIG", value_name = "FILE")]
    pub config: Option<PathBuf>,
    #[arg(long, global = true, env = "GONGKAI_TODAY", value_name = "YYYY-MM-DD")]
    pub today: Option<Date>,
    #[arg(long, global = true, env = "GONGKAI_LANG", value_parser = ["zh", "en"], value_name = "zh|en")]
    pub lang: Option<String>,
    #[arg(long, global = true, env = "GONGKAI_COLOR", value_enum, default_value = "auto", value_name = "WHEN")]
    pub color: Color,
    #[arg(short, long, global = true)]
    pub quiet: bool,
    #[arg(short, long, global = true, action = clap::ArgAction::Count)]
    pub verbose: u8,
    #[command(subcommand)]
    pub command: Command,
}

/// When output is coloured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    Auto,
    Always,
    Never,
}

/// Format of findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    Human,
    Json,
    Sarif,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    New(NewArgs),
    Build(BuildArgs),
    Check(CheckArgs),
    Explain(ExplainArgs),
    Watch(WatchArgs),
    Serve(ServeArgs),
    Search(SearchArgs),
    #[command(subcommand)]
    Report(ReportCommand),
    Completions(CompletionsArgs),
    Man(ManArgs),
}

#[derive(Debug, Args)]
pub struct NewArgs {
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
}

/// What decides which portal is built.
#[derive(Debug, Clone, Args)]
pub struct SiteArgs {
    #[arg(short, long, env = "GONGKAI_OUTPUT_DIR", value_name = "DIR")]
    pub output_dir: Option<PathBuf>,
    #[arg(short = 'u', long, env = "GONGKAI_BASE_URL", value_name = "URL")]
    pub base_url: Option<String>,
    #[arg(long)]
    pub no_samples: bool,
}

#[derive(Debug, Args)]
pub struct BuildArgs {
    #[command(flatten)]
    pub site: SiteArgs,
    #[arg(long)]
    pub no_search: bool,
    #[arg(long)]
    pub timings: bool,
    #[arg(long, value_enum, default_value = "human", value_name = "FORMAT")]
    pub format: Format,
}

#[derive(Debug, Args)]
pub struct CheckArgs {
    #[command(flatten)]
    pub site: SiteArgs,
    #[arg(long)]
    pub drafts: bool,
    #[arg(long)]
    pub strict: bool,
    #[arg(long, value_enum, default_value = "human", value_name = "FORMAT")]
    pub format: Format,
}

#[derive(Debug, Args)]
pub struct ExplainArgs {
    #[arg(value_name = "CODE")]
    pub code: Option<String>,
}

/// Where a report's two files go.
#[derive(Debug, Args)]
pub struct ReportTarget {
    #[arg(long, value_name = "DIR")]
    pub into: Option<PathBuf>,
    #[command(flatten)]
    pub site: SiteArgs,
}

/// `gongkai report …`.
#[derive(Debug, Subcommand)]
pub enum ReportCommand {
    New {
        #[arg(value_name = "YEAR")]
        year: i16,
        #[command(flatten)]
        target: ReportTarget,
    },
    Import {
        #[arg(value_name = "FILE")]
        file: PathBuf,
        #[command(flatten)]
        target: ReportTarget,
    },
    Draft {
        #[arg(value_name = "YEAR")]
        year: i16,
        #[command(flatten)]
        target: ReportTarget,
    },
}

/// Format of the server's log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    Text,
    Json,
}

#[derive(Debug, Args)]
pub struct WatchArgs {
    #[command(flatten)]
    pub site: SiteArgs,
    #[arg(long, env = "GONGKAI_HOST", default_value = "127.0.0.1", value_name = "ADDRESS")]
    pub host: IpAddr,
    #[arg(short, long, env = "GONGKAI_PORT", default_value_t = 8080, value_name = "PORT")]
    pub port: u16,
    #[arg(long)]
    pub poll: bool,
    #[arg(long, value_enum, default_value = "text", value_name = "FORMAT")]
    pub log_format: LogFormat,
}

#[derive(Debug, Args)]
pub struct ServeArgs {
    #[command(flatten)]
    pub site: SiteArgs,
    #[arg(long, env = "GONGKAI_HOST", default_value = "127.0.0.1", value_name = "ADDRESS")]
    pub host: IpAddr,
    #[arg(short, long, env = "GONGKAI_PORT", default_value_t = 8080, value_name = "PORT")]
    pub port: u16,
    #[arg(long, value_enum, default_value = "text", value_name = "FORMAT")]
    pub log_format: LogFormat,
    #[arg(long, env = "GONGKAI_QUERY_LOG", value_name = "FILE")]
    pub query_log: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct SearchArgs {
    #[arg(value_name = "QUERY", required_unless_present = "run")]
    pub query: Option<String>,
    #[arg(short, long, env = "GONGKAI_OUTPUT_DIR", value_name = "DIR")]
    pub output_dir: Option<PathBuf>,
    #[arg(long)]
    pub json: bool,
    #[arg(short = 'n', long, default_value_t = 10, value_name = "N")]
    pub limit: usize,
    #[arg(long, value_name = "YEAR")]
    pub year: Vec<i16>,
    #[arg(long, value_name = "ID")]
    pub category: Vec<String>,
    #[arg(long, value_name = "QUERIES.tsv", conflicts_with = "query")]
    pub run: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct CompletionsArgs {
    #[arg(value_enum)]
    pub shell: clap_complete::Shell,
}

#[derive(Debug, Args)]
pub struct ManArgs {
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
}

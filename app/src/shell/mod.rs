//! Level 4: frame of the pages, forms, errors, assets, the registration of capabilities.
//!
//! * [`Frame`] – what surrounds every staff page; [`Html`], [`Onward`], [`Sheet`] – the three answers.
//! * [`StaffStream`], [`SheetStream`] – answers that stay open.
//! * [`qr`] – an address as a picture for a camera.
//! * [`Input`] – a form from the browser as [`FormState`](crate::kernel::FormState).
//! * [`serving`] – the layers around the routers: request id, limits, CSRF, strict headers, and the one that
//!   holds an answer back until its read events are durable.
//! * [`Capability`] – the one way upwards: what a slice registers for others to trigger.

mod answers;
mod assets;
mod capability;
mod errors;
mod evenly;
mod frame;
mod given_back;
mod input;
mod outside;
mod qr;
pub mod serving;
mod stream;
mod upload;

pub use crate::access::{Audience, Routes};
pub use answers::{Html, Onward, download};
pub use assets::asset_files;
pub use capability::{
    CalledOff, Capability, CaseMoved, DemoContext, DocumentKind, DoorContext, DoorPanel, EventKind, Gate,
    GateContext, Job, JobContext, JobOutcome, KeptIn, NavEntry, Panel, PanelContext, Registry, Sample,
    SampleContent, WhyCalledOff, registry, set_registry,
};
pub use evenly::Evenly;
pub use frame::{Frame, NavItem, OpenedFor};
pub use input::{Input, Query, Upload};
pub use outside::{CalendarAnswer, EvenSheet, FileAnswer, PaperAnswer, Sheet};
pub use qr::{QrPicture, qr};
pub use stream::{Message, SheetStream, StaffStream};
pub use upload::{LARGEST_FILE, LargeUpload};

//! Serving: listeners, routers, the worker beside them, and a calm end.

use crate::access::House;
use crate::config::{Listen, Work};
use crate::shell::{registry, serving};
use crate::start::Stop;
use crate::worker;
use axum::serve::ListenerExt;
use std::future::IntoFuture;
use std::net::SocketAddr;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;

/// How long requests under way may still run after the signal to end.
const PATIENCE: Duration = Duration::from_secs(10);

/// Becomes true when the program shall end.
pub type Ending = watch::Receiver<bool>;

/// Listens for SIGTERM and SIGINT.
///
/// # Errors
/// When the system gives no signals.
pub fn ending() -> Result<Ending, Stop> {
    let refused = |_| Stop::new("Systém nedovolil čekat na signál k ukončení.");
    let mut terminate = signal(SignalKind::terminate()).map_err(refused)?;
    let mut interrupt = signal(SignalKind::interrupt()).map_err(refused)?;
    let (tell, told) = watch::channel(false);
    tokio::spawn(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        // Nobody listens any more only when everything has ended already.
        let _ = tell.send(true);
    });
    Ok(told)
}

/// Waits for the end.
pub async fn ended(mut ending: Ending) {
    // A sender that is gone means that nobody will ever ask: then wait for ever.
    if ending.wait_for(|end| *end).await.is_err() {
        std::future::pending::<()>().await;
    }
}

/// Taken addresses.
pub struct Listeners {
    staff: TcpListener,
    public: Option<TcpListener>,
}

/// Takes the addresses; the same one serves both kinds of pages.
///
/// # Errors
/// A sentence with the address.
pub async fn bind(listen: Listen) -> Result<Listeners, Stop> {
    let staff = take(listen.staff).await?;
    let public = if listen.public == listen.staff { None } else { Some(take(listen.public).await?) };
    Ok(Listeners { staff, public })
}

async fn take(address: SocketAddr) -> Result<TcpListener, Stop> {
    TcpListener::bind(address).await.map_err(|error| {
        let reason = crate::start::reason(error.kind());
        Stop::new(format!(
            "Na adrese {address} nelze naslouchat: {reason}. Zvolte jinou v nastavení nebo na příkazové řádce."
        ))
    })
}

/// Serves until the end is told; with `work` also runs background jobs.
///
/// # Errors
/// When a listener breaks.
pub async fn serve(
    house: House,
    listeners: Listeners,
    work: Option<Work>,
    ending: Ending,
) -> Result<(), Stop> {
    // The first paper shall not wait for the fonts.
    tokio::task::spawn_blocking(|| {
        if let Err(error) = typesetting::warm() {
            tracing::error!(%error, "typesetting cannot be used");
        }
    });
    let pulse = house.pulse().clone();
    let until = ending.clone();
    tokio::spawn(async move {
        ended(until).await;
        pulse.end();
    });
    let worker = work.map(|work| tokio::spawn(worker::run(house.clone(), work, ending.clone())));
    let (staff, outside) = registry().routes().into_routers();
    let outcome = match listeners.public {
        None => listen(listeners.staff, serving::dress(staff.merge(outside), &house), ending).await,
        Some(public) => {
            let staff = listen(listeners.staff, serving::dress(staff, &house), ending.clone());
            let public = listen(public, serving::dress(outside, &house), ending);
            tokio::try_join!(staff, public).map(|_| ())
        }
    };
    if let Some(worker) = worker {
        let _ = tokio::time::timeout(PATIENCE, worker).await;
    }
    outcome
}

#[allow(clippy::disallowed_types, reason = "takes the dressed router to the listener; adds no route")]
async fn listen(listener: TcpListener, pages: axum::Router, ending: Ending) -> Result<(), Stop> {
    let listener = listener.tap_io(|stream| {
        let _ = stream.set_nodelay(true);
    });
    let service = pages.into_make_service_with_connect_info::<SocketAddr>();
    let serving = axum::serve(listener, service).with_graceful_shutdown(ended(ending.clone())).into_future();
    let impatience = async {
        ended(ending).await;
        tokio::time::sleep(PATIENCE).await;
    };
    tokio::select! {
        outcome = serving => outcome.map_err(|_| Stop::new("Naslouchání se přerušilo.")),
        () = impatience => Ok(()),
    }
}

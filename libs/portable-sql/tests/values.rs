//! What goes into a database comes out again, the same on both.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, missing_docs)]

mod support;

use jiff::{Timestamp, civil::Date};
use portable_sql::{SqlError, Value};
use proptest::prelude::{Strategy, any};
use proptest::strategy::ValueTree;
use uuid::Uuid;

const SCHEMA: &str = "
-- Every type token once.
CREATE TABLE thing (
    id {int} NOT NULL PRIMARY KEY, -- a number will do here
    flag {bool}, number {int}, fraction {real}, words {text}, raw {bytes}, name {uuid}, at {moment}, day {day},
    data {json}
);
CREATE INDEX thing_by_words ON thing (words, id); -- found by text
";

portable_sql::statements! {
    PUT = "INSERT INTO thing (id, flag, number, fraction, words, raw, name, at, day, data)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    THING = "SELECT flag, number, fraction, words, raw, name, at, day, data FROM thing WHERE id = $1";
    AT = "SELECT at FROM thing WHERE id = $1";
    BY_TIME = "SELECT id FROM thing WHERE at IS NOT NULL ORDER BY at, id";
    BY_DAY = "SELECT id FROM thing WHERE day IS NOT NULL ORDER BY day, id";
    BY_WORDS = "SELECT words FROM thing ORDER BY words, id";
    SWAPPED = "INSERT INTO thing (id, words, number) VALUES ($3, $2, $1)";
    WORDS_AND_NUMBER = "SELECT words, number FROM thing WHERE id = $1";
    WITHIN = "SELECT id FROM thing WHERE (words = $1 OR $1 IS NULL) AND (number >= $2 OR $2 IS NULL)
              AND (number <= $2 OR $2 IS NULL) ORDER BY id";
    LATER_FIRST = "SELECT id FROM thing WHERE number = $2 AND words = $1";
    COUNT = "SELECT count(*) FROM thing";
    NUMBER_AS_WORDS = "SELECT id, words FROM thing WHERE id = $1";
}

portable_sql::row! {
    #[derive(Debug, PartialEq)]
    struct Thing {
        flag: Option<bool>,
        number: Option<i64>,
        fraction: Option<f64>,
        words: Option<String>,
        raw: Option<Vec<u8>>,
        name: Option<Uuid>,
        at: Option<Timestamp>,
        day: Option<Date>,
        data: Option<serde_json::Value>,
    }
}

async fn put(tx: &mut portable_sql::Transaction, id: i64, thing: Thing) {
    PUT.bind(id)
        .bind(thing.flag)
        .bind(thing.number)
        .bind(thing.fraction)
        .bind(thing.words)
        .bind(thing.raw)
        .bind(thing.name)
        .bind(thing.at)
        .bind(thing.day)
        .bind(thing.data)
        .execute(tx)
        .await
        .unwrap();
}

fn nothing() -> Thing {
    Thing {
        flag: None,
        number: None,
        fraction: None,
        words: None,
        raw: None,
        name: None,
        at: None,
        day: None,
        data: None,
    }
}

fn full() -> Thing {
    Thing {
        flag: Some(true),
        number: Some(i64::MIN),
        fraction: Some(-0.1),
        words: Some("Žluťoučký kůň 'úpěl' \"ďábelské\" ódy; -- $1 🐎".into()),
        raw: Some(vec![0, 255, 0, 39]),
        name: Some(Uuid::from_u128(7)),
        at: Some("2026-12-10T13:00:00.123456Z".parse().unwrap()),
        day: Some(jiff::civil::date(2026, 12, 10)),
        data: Some(serde_json::json!({"ids": ["a", 1, null]})),
    }
}

on_both!(every_kind_of_value_and_its_absence_come_back_unchanged, |store| {
    let store = store.with(SCHEMA).await;
    let mut tx = store.writer.begin().await.unwrap();
    put(&mut tx, 1, full()).await;
    put(&mut tx, 2, nothing()).await;
    put(
        &mut tx,
        3,
        Thing { words: Some(String::new()), raw: Some(Vec::new()), flag: Some(false), ..nothing() },
    )
    .await;
    let inside: Thing = THING.bind(1i64).get(&mut tx).await.unwrap();
    assert_eq!(inside, full(), "the transaction sees its own row");
    tx.commit().await.unwrap();
    assert_eq!(THING.bind(1i64).get::<Thing>(&store.queries).await.unwrap(), full());
    assert_eq!(THING.bind(2i64).get::<Thing>(&store.queries).await.unwrap(), nothing());
    let empty: Thing = THING.bind(3i64).get(&store.queries).await.unwrap();
    assert_eq!(
        (empty.words.as_deref(), empty.raw.as_deref()),
        (Some(""), Some(&[][..])),
        "empty is not absent"
    );
    assert_eq!(empty.flag, Some(false));
});

on_both!(moments_keep_their_microseconds_and_days_before_1970_and_2000_survive, |store| {
    let store = store.with(SCHEMA).await;
    let moments = [
        "1582-10-15T00:00:00.000001Z",
        "1899-12-31T23:59:59.999999Z",
        "1969-12-31T23:59:59.999999Z",
        "1970-01-01T00:00:00Z",
        "1999-12-31T23:59:59.999999Z",
        "2000-01-01T00:00:00.000001Z",
        "2026-03-29T01:00:00.5Z",
        "9999-12-30T00:00:00Z",
    ];
    let days = [
        "0001-01-01",
        "1582-10-15",
        "1918-10-28",
        "1969-12-31",
        "1970-01-01",
        "1999-12-31",
        "2000-01-01",
        "9999-12-31",
    ];
    let mut tx = store.writer.begin().await.unwrap();
    for (i, (moment, day)) in moments.iter().zip(days).enumerate() {
        let at = Some(moment.parse().unwrap());
        put(&mut tx, i as i64, Thing { at, day: Some(day.parse().unwrap()), ..nothing() }).await;
    }
    tx.commit().await.unwrap();
    for (i, (moment, day)) in moments.iter().zip(days).enumerate() {
        let found: Thing = THING.bind(i as i64).get(&store.queries).await.unwrap();
        assert_eq!(found.at.unwrap(), moment.parse::<Timestamp>().unwrap());
        assert_eq!(found.day.unwrap(), day.parse::<Date>().unwrap());
    }
    let sorted: Vec<(i64,)> = (0..moments.len() as i64).map(|i| (i,)).collect();
    assert_eq!(
        BY_TIME.statement().all::<(i64,)>(&store.queries).await.unwrap(),
        sorted,
        "moments sort by time"
    );
    assert_eq!(BY_DAY.statement().all::<(i64,)>(&store.queries).await.unwrap(), sorted, "days sort by date");
});

on_both!(any_moment_day_text_and_number_survive, |store| {
    let store = store.with(SCHEMA).await;
    let things = (
        -62_135_596_800_000_000_i64..253_402_207_200_000_000,
        any::<i64>(),
        "[^\0]{0,20}",
        -700_000i32..2_900_000,
        any::<u128>(),
        proptest::num::f64::NORMAL | proptest::num::f64::ZERO | proptest::num::f64::SUBNORMAL,
    );
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let things: Vec<Thing> = (0..150)
        .map(|_| {
            let (micros, number, words, day, name, fraction) =
                things.new_tree(&mut runner).unwrap().current();
            let day = jiff::civil::date(1970, 1, 1).checked_add(jiff::Span::new().days(day)).unwrap();
            Thing {
                at: Some(Timestamp::from_microsecond(micros).unwrap()),
                number: Some(number),
                fraction: Some(fraction),
                words: Some(words),
                day: Some(day),
                name: Some(Uuid::from_u128(name)),
                ..nothing()
            }
        })
        .collect();
    let mut tx = store.writer.begin().await.unwrap();
    for (id, thing) in things.iter().enumerate() {
        PUT.bind(id as i64)
            .bind(Value::Null)
            .bind(thing.number)
            .bind(thing.fraction)
            .bind(thing.words.as_ref().unwrap())
            .bind(Value::Null)
            .bind(thing.name)
            .bind(thing.at)
            .bind(thing.day)
            .bind(Value::Null)
            .execute(&mut tx)
            .await
            .unwrap();
    }
    tx.commit().await.unwrap();
    for (id, thing) in things.iter().enumerate() {
        assert_eq!(&THING.bind(id as i64).get::<Thing>(&store.queries).await.unwrap(), thing);
    }
});

on_both!(texts_sort_by_their_bytes_on_every_server, |store| {
    let store = store.with(SCHEMA).await;
    let mut tx = store.writer.begin().await.unwrap();
    for (id, words) in ["b", "Z", "á", "a", "_", "č", "10", "9"].into_iter().enumerate() {
        put(&mut tx, id as i64, Thing { words: Some(words.into()), ..nothing() }).await;
    }
    tx.commit().await.unwrap();
    let found: Vec<(String,)> = BY_WORDS.statement().all(&store.queries).await.unwrap();
    let found: Vec<&str> = found.iter().map(|(w,)| w.as_str()).collect();
    assert_eq!(found, ["10", "9", "Z", "_", "a", "b", "á", "č"]);
});

on_both!(placeholders_are_bound_by_number_in_whatever_order_they_stand, |store| {
    let store = store.with(SCHEMA).await;
    let mut tx = store.writer.begin().await.unwrap();
    SWAPPED.bind(77i64).bind("text").bind(5i64).execute(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
    let found: (String, i64) = WORDS_AND_NUMBER.bind(5i64).get(&store.queries).await.unwrap();
    assert_eq!(found, ("text".to_owned(), 77));
    let found: (i64,) = LATER_FIRST.bind("text").bind(77i64).get(&store.queries).await.unwrap();
    assert_eq!(found, (5,));
});

on_both!(a_placeholder_may_be_used_more_than_once, |store| {
    let store = store.with(SCHEMA).await;
    let mut tx = store.writer.begin().await.unwrap();
    for id in 1..=3i64 {
        SWAPPED.bind(id * 10).bind("same").bind(id).execute(&mut tx).await.unwrap();
    }
    tx.commit().await.unwrap();
    let ask = async |words: Option<&str>, number: Option<i64>| {
        let found: Vec<(i64,)> =
            WITHIN.bind(words.map(str::to_owned)).bind(number).all(&store.queries).await.unwrap();
        found.into_iter().map(|(id,)| id).collect::<Vec<_>>()
    };
    assert_eq!(ask(None, None).await, [1, 2, 3], "an empty filter keeps everything");
    assert_eq!(ask(Some("same"), Some(20)).await, [2]);
    assert_eq!(ask(Some("other"), None).await, Vec::<i64>::new());
    assert_eq!(ask(None, Some(30)).await, [3], "a cached statement remembers no earlier value");
});

on_both!(a_forgotten_value_a_nul_character_and_a_number_that_is_none_are_refused, |store| {
    let store = store.with(SCHEMA).await;
    let few = WITHIN.bind("same").all::<(i64,)>(&store.queries).await;
    assert!(matches!(few, Err(SqlError::Arity { name: "WITHIN", expected: 2, bound: 1 })), "{few:?}");
    let many = THING.bind(1i64).bind(2i64).all::<Thing>(&store.queries).await;
    assert!(matches!(many, Err(SqlError::Arity { expected: 1, bound: 2, .. })), "{many:?}");

    let mut tx = store.writer.begin().await.unwrap();
    let nul = SWAPPED.bind(1i64).bind("a\0b").bind(1i64).execute(&mut tx).await;
    assert!(matches!(nul, Err(SqlError::Nul("SWAPPED"))), "{nul:?}");
    assert!(tx.commit().await.is_err(), "what was refused is not committed around");

    let mut tx = store.writer.begin().await.unwrap();
    let mut values = vec![Value::Integer(1), Value::Null, Value::Null, Value::Real(f64::NAN)];
    values.resize(10, Value::Null);
    let statement = values.into_iter().fold(PUT.statement(), |s, v| s.bind(v));
    assert!(statement.execute(&mut tx).await.is_err());
    tx.roll_back().await.unwrap();
    assert_eq!(COUNT.statement().get::<(i64,)>(&store.queries).await.unwrap(), (0,));
});

on_both!(a_cell_of_another_type_is_an_error_that_names_the_column_and_no_value, |store| {
    let store = store.with(SCHEMA).await;
    let mut tx = store.writer.begin().await.unwrap();
    SWAPPED.bind(1i64).bind("tajné").bind(1i64).execute(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
    let error = NUMBER_AS_WORDS.bind(1i64).get::<(i64, i64)>(&store.queries).await.unwrap_err();
    assert!(matches!(error, SqlError::Column { position: 1, .. }), "{error:?}");
    assert!(!format!("{error:?} {error}").contains("tajné"));
    let absent = AT.bind(1i64).get::<(Timestamp,)>(&store.queries).await;
    assert!(matches!(absent, Err(SqlError::Column { position: 0, .. })), "{absent:?}");
    let missing = THING.bind(99i64).get::<Thing>(&store.queries).await;
    assert!(matches!(missing, Err(SqlError::Missing("THING"))), "{missing:?}");
});

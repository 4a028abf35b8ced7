//! Tables of regions, offices, staff, roles and cover.

use super::{Office, Region, Role, Roles, Staff, StaffName};
use crate::kernel::{Choice, Day, Failure, Id, Moment, Transaction};
use portable_sql::Session;

portable_sql::statements! {
    /// Brings a region in.
    KEEP_REGION = "INSERT INTO region (id, nuts3, name, sort_key) VALUES ($1, $2, $3, $4) ON CONFLICT (nuts3) DO NOTHING";
    /// All regions.
    REGIONS = "SELECT id, nuts3, name FROM region ORDER BY sort_key, id";
    /// Brings an office in.
    KEEP_OFFICE = "INSERT INTO office (id, code, kind, region_id, name, title, sort_key, folded, version) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 1) ON CONFLICT (code) DO NOTHING";
    /// An office.
    OFFICE = "SELECT id, code, kind, region_id, name, title, street, postcode, town, email, phone, data_box, version FROM office WHERE id = $1";
    /// An office by its code.
    OFFICE_BY_CODE = "SELECT id, code, kind, region_id, name, title, street, postcode, town, email, phone, data_box, version FROM office WHERE code = $1";
    /// All offices.
    OFFICES = "SELECT id, code, kind, region_id, name, title, street, postcode, town, email, phone, data_box, version FROM office ORDER BY sort_key, id";
    /// Changes an office's letterhead.
    CHANGE_OFFICE = "UPDATE office SET title = $3, street = $4, postcode = $5, town = $6, email = $7, phone = $8, data_box = $9, version = version + 1 \
        WHERE id = $1 AND version = $2";
    /// A member of staff.
    STAFF = "SELECT id, office_id, login, title_before, given, family, title_after, phone, position, active, version FROM staff WHERE id = $1";
    /// A member of staff by sign-in name, with what signing in needs.
    STAFF_BY_LOGIN = "SELECT id, office_id, password_hash, totp_secret, totp_last_step, active FROM staff WHERE login = $1";
    /// Everybody of an office.
    STAFF_OF_OFFICE = "SELECT id, office_id, login, title_before, given, family, title_after, phone, position, active, version FROM staff \
        WHERE office_id = $1 ORDER BY sort_key, id";
    /// Everybody with an account, for the installation's administrator.
    ALL_STAFF = "SELECT id, office_id, login, title_before, given, family, title_after, phone, position, active, version FROM staff ORDER BY sort_key, id LIMIT $1 OFFSET $2";
    /// A new member of staff.
    ADD_STAFF = "INSERT INTO staff (id, office_id, login, title_before, given, family, title_after, phone, position, password_hash, totp_last_step, active, created, sort_key, version) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 0, $13, $11, $12, 1) ON CONFLICT (login) DO NOTHING";
    /// Switches signing in on or off.
    SET_ACTIVE = "UPDATE staff SET active = $3, version = version + 1 WHERE id = $1 AND version = $2";
    /// A new password.
    SET_PASSWORD = "UPDATE staff SET password_hash = $2 WHERE id = $1";
    /// Sets or removes the second factor.
    SET_TOTP = "UPDATE staff SET totp_secret = $2, totp_last_step = 0 WHERE id = $1";
    /// A code's step was used; it cannot be used again.
    USE_TOTP_STEP = "UPDATE staff SET totp_last_step = $2 WHERE id = $1 AND totp_last_step < $2";
    /// Gives a role.
    GIVE_ROLE = "INSERT INTO staff_role (staff_id, role) VALUES ($1, $2) ON CONFLICT (staff_id, role) DO NOTHING";
    /// Takes a role.
    TAKE_ROLE = "DELETE FROM staff_role WHERE staff_id = $1 AND role = $2";
    /// A person's own roles.
    ROLES = "SELECT role FROM staff_role WHERE staff_id = $1";
    /// Roles of a person today: own ones, and those of the absent colleagues.
    ROLES_TODAY = "SELECT role FROM staff_role WHERE staff_id = $1 \
        UNION SELECT r.role FROM cover c JOIN staff_role r ON r.staff_id = c.absent_id JOIN staff a ON a.id = c.absent_id \
        JOIN staff d ON d.id = c.deputy_id AND d.office_id = a.office_id \
        WHERE c.deputy_id = $1 AND c.from_day <= $2 AND c.to_day >= $2 AND c.ended IS NULL";
    /// A new cover.
    ADD_COVER = "INSERT INTO cover (id, absent_id, deputy_id, from_day, to_day, created) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (id) DO NOTHING";
    /// Ends a cover early.
    END_COVER = "UPDATE cover SET ended = $2 WHERE id = $1 AND ended IS NULL";
    /// Covers of an office that are not over.
    COVERS = "SELECT c.id, c.absent_id, c.deputy_id, c.from_day, c.to_day FROM cover c JOIN staff a ON a.id = c.absent_id \
        WHERE a.office_id = $1 AND c.to_day >= $2 AND c.ended IS NULL ORDER BY c.from_day, c.id";
    /// The office of a cover.
    COVER_OFFICE = "SELECT a.office_id FROM cover c JOIN staff a ON a.id = c.absent_id WHERE c.id = $1";
}

/// What a new account needs.
pub struct NewStaff {
    /// Office.
    pub office: Id<Office>,
    /// E-mail, lower case.
    pub login: String,
    /// Name.
    pub name: StaffName,
    /// Phone for letters.
    pub phone: Option<String>,
    /// Position for letters.
    pub position: Option<String>,
    /// PHC string of argon2id.
    pub password_hash: String,
}

portable_sql::row! {
    /// What signing in needs to know.
    pub struct Credentials {
        /// Who.
        pub staff: Id<Staff>,
        /// Office.
        pub office: Id<Office>,
        /// PHC string.
        pub password_hash: String,
        /// Sealed secret of the second factor.
        pub totp_secret: Option<Vec<u8>>,
        /// Last used step of the second factor.
        pub totp_last_step: i64,
        /// Whether signing in is possible.
        pub active: bool,
    }
}

portable_sql::row! {
    /// A cover that is not over.
    #[derive(Clone, Debug)]
    pub struct Cover {
        /// Identifier.
        pub id: Id<Cover>,
        /// Who is away.
        pub absent: Id<Staff>,
        /// Who stands in.
        pub deputy: Id<Staff>,
        /// First day.
        pub from: Day,
        /// Last day.
        pub to: Day,
    }
}

/// Brings a region in (once).
///
/// # Errors
/// Database errors.
pub async fn keep_region(on: &mut Transaction, nuts3: &str, name: &str, now: Moment) -> Result<(), Failure> {
    let key = czech::collation::sort_key(name);
    KEEP_REGION.bind(Id::<Region>::fresh(now)).bind(nuts3).bind(name).bind(key).execute(on).await?;
    Ok(())
}

/// All regions: identifier, NUTS3, name.
///
/// # Errors
/// Database errors.
pub async fn regions<'a>(on: impl Into<Session<'a>>) -> Result<Vec<(Id<Region>, String, String)>, Failure> {
    Ok(REGIONS.statement().all(on).await?)
}

/// Brings an office in (once).
///
/// # Errors
/// Database errors.
pub async fn keep_office(
    on: &mut Transaction,
    office: (&str, super::OfficeKind, Id<Region>, &str, &str),
    now: Moment,
) -> Result<(), Failure> {
    let (code, kind, region, name, title) = office;
    KEEP_OFFICE
        .bind(Id::<Office>::fresh(now))
        .bind(code)
        .bind(kind.code())
        .bind(region)
        .bind(name)
        .bind(title)
        .bind(czech::collation::sort_key(name))
        .bind(czech::folding::fold(name))
        .execute(on)
        .await?;
    Ok(())
}

/// An office.
///
/// # Errors
/// Database errors.
pub async fn find_office<'a>(on: impl Into<Session<'a>>, id: Id<Office>) -> Result<Option<Office>, Failure> {
    Ok(OFFICE.bind(id).one(on).await?)
}

/// An office by its code.
///
/// # Errors
/// Database errors.
pub async fn find_office_by_code<'a>(
    on: impl Into<Session<'a>>,
    code: &str,
) -> Result<Option<Office>, Failure> {
    Ok(OFFICE_BY_CODE.bind(code).one(on).await?)
}

/// All offices in Czech order.
///
/// # Errors
/// Database errors.
pub async fn offices<'a>(on: impl Into<Session<'a>>) -> Result<Vec<Office>, Failure> {
    Ok(OFFICES.statement().all(on).await?)
}

/// Changes an office's letterhead; `false` when somebody else changed it meanwhile.
///
/// # Errors
/// Database errors.
pub async fn change_office(on: &mut Transaction, office: &Office) -> Result<bool, Failure> {
    let changed = CHANGE_OFFICE
        .bind(office.id)
        .bind(office.version)
        .bind(&office.title)
        .bind(office.street.clone())
        .bind(office.postcode.clone())
        .bind(office.town.clone())
        .bind(office.email.clone())
        .bind(office.phone.clone())
        .bind(office.data_box.clone())
        .execute(on)
        .await?;
    Ok(changed == 1)
}

/// A member of staff.
///
/// # Errors
/// Database errors.
pub async fn find_staff<'a>(on: impl Into<Session<'a>>, id: Id<Staff>) -> Result<Option<Staff>, Failure> {
    Ok(STAFF.bind(id).one(on).await?)
}

/// What signing in needs to know about a sign-in name.
///
/// # Errors
/// Database errors.
pub async fn find_credentials<'a>(
    on: impl Into<Session<'a>>,
    login: &str,
) -> Result<Option<Credentials>, Failure> {
    Ok(STAFF_BY_LOGIN.bind(login).one(on).await?)
}

/// Everybody of an office in Czech order.
///
/// # Errors
/// Database errors.
pub async fn staff_of_office<'a>(
    on: impl Into<Session<'a>>,
    office: Id<Office>,
) -> Result<Vec<Staff>, Failure> {
    Ok(STAFF_OF_OFFICE.bind(office).all(on).await?)
}

/// Everybody with an account, a page at a time.
///
/// # Errors
/// Database errors.
pub async fn all_staff<'a>(
    on: impl Into<Session<'a>>,
    limit: i64,
    offset: i64,
) -> Result<Vec<Staff>, Failure> {
    Ok(ALL_STAFF.bind(limit).bind(offset).all(on).await?)
}

/// Adds an account; `None` when the sign-in name is taken.
///
/// # Errors
/// Database errors.
pub async fn add_staff(
    on: &mut Transaction,
    new: &NewStaff,
    now: Moment,
) -> Result<Option<Id<Staff>>, Failure> {
    let id = Id::fresh(now);
    let added = ADD_STAFF
        .bind(id)
        .bind(new.office)
        .bind(&new.login)
        .bind(&new.name.title_before)
        .bind(&new.name.given)
        .bind(&new.name.family)
        .bind(&new.name.title_after)
        .bind(new.phone.clone())
        .bind(new.position.clone())
        .bind(&new.password_hash)
        .bind(now)
        .bind(czech::collation::sort_key(&format!("{} {}", new.name.family, new.name.given)))
        .bind(true)
        .execute(on)
        .await?;
    Ok((added == 1).then_some(id))
}

/// Switches signing in on or off; `false` when somebody else changed the account meanwhile.
///
/// # Errors
/// Database errors.
pub async fn set_active(
    on: &mut Transaction,
    id: Id<Staff>,
    version: i64,
    active: bool,
) -> Result<bool, Failure> {
    Ok(SET_ACTIVE.bind(id).bind(version).bind(active).execute(on).await? == 1)
}

/// A new password.
///
/// # Errors
/// Database errors.
pub async fn set_password(on: &mut Transaction, id: Id<Staff>, hash: &str) -> Result<(), Failure> {
    SET_PASSWORD.bind(id).bind(hash).execute(on).await?;
    Ok(())
}

/// Sets or removes the (sealed) second factor.
///
/// # Errors
/// Database errors.
pub async fn set_totp(on: &mut Transaction, id: Id<Staff>, sealed: Option<Vec<u8>>) -> Result<(), Failure> {
    SET_TOTP.bind(id).bind(sealed).execute(on).await?;
    Ok(())
}

/// Marks a code's step as used; `false` when it had been used already (a replay).
///
/// # Errors
/// Database errors.
pub async fn use_totp_step(on: &mut Transaction, id: Id<Staff>, step: i64) -> Result<bool, Failure> {
    Ok(USE_TOTP_STEP.bind(id).bind(step).execute(on).await? == 1)
}

/// Gives or takes a role.
///
/// # Errors
/// Database errors.
pub async fn set_role(on: &mut Transaction, id: Id<Staff>, role: Role, given: bool) -> Result<(), Failure> {
    let statement = if given { GIVE_ROLE } else { TAKE_ROLE };
    statement.bind(id).bind(role.code()).execute(on).await?;
    Ok(())
}

/// A person's own roles.
///
/// # Errors
/// Database errors.
pub async fn roles_of<'a>(on: impl Into<Session<'a>>, id: Id<Staff>) -> Result<Roles, Failure> {
    let rows: Vec<(String,)> = ROLES.bind(id).all(on).await?;
    Ok(rows.iter().filter_map(|(code,)| Role::from_code(code)).collect())
}

/// All roles that a person has today: own ones, and those exercised for absent colleagues.
///
/// # Errors
/// Database errors.
pub async fn roles_today<'a>(
    on: impl Into<Session<'a>>,
    id: Id<Staff>,
    today: Day,
) -> Result<Roles, Failure> {
    let rows: Vec<(String,)> = ROLES_TODAY.bind(id).bind(today).all(on).await?;
    Ok(rows.iter().filter_map(|(code,)| Role::from_code(code)).collect())
}

/// Adds a cover.
///
/// # Errors
/// Database errors.
pub async fn add_cover(on: &mut Transaction, cover: &Cover, now: Moment) -> Result<(), Failure> {
    ADD_COVER
        .bind(cover.id)
        .bind(cover.absent)
        .bind(cover.deputy)
        .bind(cover.from)
        .bind(cover.to)
        .bind(now)
        .execute(on)
        .await?;
    Ok(())
}

/// Ends a cover early; `false` when it was over already.
///
/// # Errors
/// Database errors.
pub async fn end_cover(on: &mut Transaction, id: Id<Cover>, now: Moment) -> Result<bool, Failure> {
    Ok(END_COVER.bind(id).bind(now).execute(on).await? == 1)
}

/// Covers of an office that are not over.
///
/// # Errors
/// Database errors.
pub async fn covers<'a>(
    on: impl Into<Session<'a>>,
    office: Id<Office>,
    today: Day,
) -> Result<Vec<Cover>, Failure> {
    Ok(COVERS.bind(office).bind(today).all(on).await?)
}

/// The office of a cover's absent colleague.
///
/// # Errors
/// Database errors.
pub async fn office_of_cover<'a>(
    on: impl Into<Session<'a>>,
    id: Id<Cover>,
) -> Result<Option<Id<Office>>, Failure> {
    let row: Option<(Id<Office>,)> = COVER_OFFICE.bind(id).one(on).await?;
    Ok(row.map(|(office,)| office))
}

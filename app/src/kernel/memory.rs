//! What the running program remembers until it ends: which pages are open, what they said last. Nothing in it may
//! matter after a restart, and another process on the same database does not know it.

use std::any::{Any, TypeId};
use std::collections::HashMap;
use std::sync::{Arc, Mutex};

/// One value of each type, made when it is first asked for.
#[derive(Clone, Default)]
pub struct Memory(Arc<Mutex<HashMap<TypeId, Arc<dyn Any + Send + Sync>>>>);

impl Memory {
    /// The value of a type.
    #[must_use]
    pub fn of<T: Default + Send + Sync + 'static>(&self) -> Arc<T> {
        let mut kept = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let value = kept.entry(TypeId::of::<T>()).or_insert_with(|| Arc::new(T::default())).clone();
        // Kept under its own type.
        value.downcast::<T>().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::Memory;
    use std::sync::atomic::{AtomicU32, Ordering};

    #[test]
    fn what_is_remembered_once_is_there_for_everybody_who_asks() {
        let memory = Memory::default();
        memory.of::<AtomicU32>().store(7, Ordering::Relaxed);
        assert_eq!(memory.clone().of::<AtomicU32>().load(Ordering::Relaxed), 7);
        assert_eq!(Memory::default().of::<AtomicU32>().load(Ordering::Relaxed), 0);
    }
}

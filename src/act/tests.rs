mod course;
mod planning;
mod rehearsal;
mod running;
mod undoing;

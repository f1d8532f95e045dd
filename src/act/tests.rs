mod course;
mod planning;
mod running;

package dev.brownout.cli;

/** When what is printed is coloured. */
enum Coloring {
    /** Where a terminal shows it and nobody has asked for none. */
    auto,
    /** Wherever it goes. */
    always,
    /** Nowhere. */
    never
}

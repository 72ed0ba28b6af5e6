package dev.brownout.experiment;

/** What a search for capacity found. */
public sealed interface CapacityResult permits LargestLoad, SmallestDesigns {
    /** All that was tried. */
    SearchResult tried();

    /** Whether something that holds every assertion was found. */
    boolean found();

    /** Whether the search was stopped before its end; then the answer is about what was tried until then. */
    boolean interrupted();
}

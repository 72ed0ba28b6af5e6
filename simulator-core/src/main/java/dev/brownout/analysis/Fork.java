package dev.brownout.analysis;

import dev.brownout.wiring.StationSketch;
import java.util.List;

/**
 * Steps that are taken at once.
 *
 * @param branches each on a page of its own
 * @param works what each leaves to the component itself
 * @param all whether all of them are waited for
 */
record Fork(List<Page> branches, List<List<StationSketch.Work>> works, boolean all) {}

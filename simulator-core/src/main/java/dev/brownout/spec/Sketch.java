package dev.brownout.spec;

import dev.brownout.random.KeyNames;
import java.util.ArrayList;
import java.util.List;

/** The page on which a component works out, before a run, what it will have to do and whom it will call. */
public interface Sketch {
    /** The calls that come in, by kind. */
    List<Demand> demands();

    /** The regions in which the component stands, in name order; one without a name where the scenario has none. */
    List<String> places();

    /** The keys that the scenario calls by name. */
    KeyNames keyNames();

    /**
     * Whether a machine is there at this stage of the run, as far as the fault timeline tells.
     *
     * @param node its name
     * @param place the region in which it stands, one of {@link #places}
     */
    boolean up(String node, String place);

    /**
     * The names of those machines that are there, of a tier whose machines are numbered from 1 on, place by place.
     *
     * @param nodes machines in each place
     */
    default List<String> standing(int nodes) {
        List<String> standing = new ArrayList<>();
        int node = 1;
        for (String place : places()) {
            for (int i = 0; i < nodes; i++, node++) {
                if (up(Integer.toString(node), place)) {
                    standing.add(Integer.toString(node));
                }
            }
        }
        return standing;
    }

    /** Adds some of the component's machines. */
    void station(StationSketch station);

    /** Adds a store of the component, such as a cache's. */
    void store(StoreSketch store);

    /** Adds logs that some of the component's machines follow. */
    void log(LogSketch log);

    /**
     * Passes calls on along a list of steps, as many as come in.
     *
     * @param from the calls because of which the steps are taken
     * @return the work that the steps leave to the component itself
     */
    List<StationSketch.Work> follow(Demand from, List<Step> steps);

    /** Passes calls on to a component, as they are but for who makes them. */
    void pass(String component, Demand calls);

    /** The components that take their work from this one by themselves, in name order. */
    List<String> consumers();

    /** Passes calls on as {@link #pass} does, but whoever caused them does not wait for their answers. */
    void handOver(String component, Demand calls);
}

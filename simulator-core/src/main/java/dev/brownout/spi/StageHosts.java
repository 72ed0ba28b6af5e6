package dev.brownout.spi;

import java.util.ArrayList;
import java.util.List;

/** Locations and hosts of one component at one stage of a run, for the analytical model. */
public interface StageHosts {
    /** Returns the regions of the component, in name order; a single empty name if the scenario has no regions. */
    List<String> places();

    /** Returns the share of all users nearest to a location of the component, 0 to 1. */
    double usersNear(String location);

    /**
     * Returns whether a host is up at this stage, as far as the fault timeline sets it.
     *
     * @param node name of the host
     * @param location its region, one of {@link #places}
     */
    boolean isUp(String node, String location);

    /**
     * Returns the number of hosts of a tier in each location at this stage, as far as the fault timeline sets it.
     *
     * @param nodes initial number of hosts in each location
     */
    int hostsPerLocation(int nodes);

    /**
     * Returns the maximum number of hosts of a tier in each location at any stage, as far as the fault timeline sets
     * it.
     *
     * @param nodes initial number of hosts in each location
     */
    int maximumHosts(int nodes);

    /**
     * Returns the cores of each host of a tier at this stage, as far as the fault timeline sets them.
     *
     * @param cores initial number of cores of each host
     */
    int cores(int cores);

    /**
     * Returns the names of the hosts of a tier that are up, location by location. Hosts are numbered from 1.
     *
     * @param nodes initial number of hosts in each location
     */
    default List<String> availableHosts(int nodes) {
        return availableHosts(nodes, hostsPerLocation(nodes), maximumHosts(nodes));
    }

    /**
     * Returns the names of the hosts of an autoscaled tier that are up, location by location. Hosts added later are
     * numbered after all initial hosts.
     *
     * @param nodes initial number of hosts in each location
     * @param now number of hosts in each location at this stage
     * @param maxNodes maximum number of hosts in each location at any stage
     */
    default List<String> availableHosts(int nodes, int now, int maxNodes) {
        List<String> available = new ArrayList<>();
        for (int index = 0; index < places().size(); index++) {
            available.addAll(availableHosts(index, nodes, now, maxNodes));
        }
        return available;
    }

    /** Returns the names of the hosts that are up in one location, given by its index. */
    default List<String> availableHosts(int index, int nodes, int now, int maxNodes) {
        List<String> available = numbered(index, nodes, now, maxNodes);
        available.removeIf(name -> !isUp(name, places().get(index)));
        return available;
    }

    /** Returns the names of all hosts in one location, up or down, as a list that the caller may change. */
    default List<String> numbered(int index, int nodes, int now, int maxNodes) {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < now; i++) {
            int before = i < nodes ? index * nodes : (places().size() - 1) * nodes + index * (maxNodes - nodes);
            all.add(Integer.toString(before + i + 1));
        }
        return all;
    }
}

package dev.brownout.component.server;

import dev.brownout.host.Host;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.ScenarioException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Where users are logged in when a run begins: everybody is, spread evenly over the machines in service of the users'
 * own region, or over all where it has none. Known by arithmetic, as there may be millions and a scenario is built
 * several times.
 */
final class InitialLogins {
    private final int each;
    private final int machines;
    /** The machines for users of each region. */
    private final List<int[]> near;

    /**
     * Of users who know where.
     *
     * @param each users of a region
     * @param machines in all
     * @param near the machines for users of each region, by their numbers
     */
    InitialLogins(int each, int machines, List<int[]> near) {
        this.each = each;
        this.machines = machines;
        this.near = near;
    }

    /**
     * Of the regions of a scenario.
     *
     * @param each users of a region
     * @throws ScenarioException if they are more than can be told apart
     */
    static InitialLogins of(ComponentContext context, List<Host> hosts, int each) {
        List<String> regions = context.regions().isEmpty() ? List.of("") : context.regions();
        long users = (long) regions.size() * each;
        if (users > Integer.MAX_VALUE) {
            throw new ScenarioException(
                    "components." + context.name() + ".sessions",
                    "users of all " + regions.size() + " regions are at most " + Integer.MAX_VALUE + ", not " + users);
        }
        int[] all = IntStream.range(0, hosts.size())
                .filter(i -> hosts.get(i).membership().inService())
                .toArray();
        List<int[]> near = new ArrayList<>();
        for (String region : regions) {
            int[] there = IntStream.of(all)
                    .filter(i -> hosts.get(i).site().region().equals(region))
                    .toArray();
            near.add(there.length == 0 ? all : there);
        }
        return new InitialLogins(each, hosts.size(), near);
    }

    /** All users. */
    int users() {
        return near.size() * each;
    }

    /** The machine of a user: those of the first region first. */
    int machineOf(int user) {
        int[] theirs = near.get(user / each);
        return theirs[user % each % theirs.length];
    }

    /** The sessions of each machine, in rising order. */
    List<List<InitialSessions>> byMachine() {
        List<List<InitialSessions>> all = new ArrayList<>();
        for (int i = 0; i < machines; i++) {
            all.add(new ArrayList<>());
        }
        for (int region = 0; region < near.size(); region++) {
            int[] theirs = near.get(region);
            for (int i = 0; i < theirs.length && i < each; i++) {
                int count = (each - 1 - i) / theirs.length + 1;
                all.get(theirs[i]).add(new InitialSessions(region * each + i, theirs.length, count));
            }
        }
        return all;
    }
}

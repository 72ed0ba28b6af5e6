package dev.brownout.component.server;

import dev.brownout.host.Host;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.ScenarioException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Initial hosts of the user sessions: every user is logged in, spread evenly over the hosts in service of the user's
 * own region, or over every host if it has none. Computed on demand, as there may be millions of users and a scenario
 * is built several times.
 */
final class InitialLogins {
    private final int each;
    private final int machines;
    /** Hosts for the users of each region. */
    private final List<int[]> near;

    /**
     * Creates the assignment.
     *
     * @param each users per region
     * @param machines total number of hosts
     * @param near host numbers for the users of each region
     */
    InitialLogins(int each, int machines, List<int[]> near) {
        this.each = each;
        this.machines = machines;
        this.near = near;
    }

    /**
     * Creates the assignment for the regions of a scenario.
     *
     * @param each users per region
     * @throws ScenarioException if the total number of users exceeds Integer.MAX_VALUE
     */
    static InitialLogins of(ComponentContext context, List<Host> hosts, int each) {
        List<String> regions = context.topology().regions().isEmpty()
                ? List.of("")
                : context.topology().regions();
        long users = (long) regions.size() * each;
        if (users > Integer.MAX_VALUE) {
            throw new ScenarioException(
                    "components." + context.name() + ".sessions",
                    "the users of all {} regions together must be at most {}, not {}",
                    regions.size(),
                    Integer.MAX_VALUE,
                    users);
        }
        int[] all = IntStream.range(0, hosts.size())
                .filter(i -> hosts.get(i).membership().inService())
                .toArray();
        List<int[]> near = new ArrayList<>();
        for (String region : regions) {
            int[] present = IntStream.of(all)
                    .filter(i -> hosts.get(i).site().region().equals(region))
                    .toArray();
            near.add(present.length == 0 ? all : present);
        }
        return new InitialLogins(each, hosts.size(), near);
    }

    /** Returns the total number of users. */
    int users() {
        return near.size() * each;
    }

    /** Returns the host of a user; users are numbered region by region. */
    int machineOf(int user) {
        int[] theirs = near.get(user / each);
        return theirs[user % each % theirs.length];
    }

    /** Returns the sessions of each host, in ascending order. */
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

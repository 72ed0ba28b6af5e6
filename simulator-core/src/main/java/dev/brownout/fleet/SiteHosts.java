package dev.brownout.fleet;

import dev.brownout.host.Host;
import dev.brownout.host.HostLifecycle;
import dev.brownout.host.Location;
import dev.brownout.spi.ComponentContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The hosts of a tier by site, in the order of their numbers. */
final class SiteHosts {
    private final ComponentContext context;
    private final List<Host> all = new ArrayList<>();
    private final List<List<Host>> places = new ArrayList<>();

    /** Creates the sites of a component without hosts. */
    SiteHosts(ComponentContext context) {
        this.context = context;
        context.topology().sites().forEach(site -> places.add(new ArrayList<>()));
    }

    /** Adds hosts at each site, numbered after the present ones. */
    void add(int each) {
        List<Location> sites = context.topology().sites();
        for (int place = 0; place < sites.size(); place++) {
            for (int i = 0; i < each; i++) {
                Host host = context.hosts().addHost(Integer.toString(all.size() + 1), sites.get(place));
                all.add(host);
                places.get(place).add(host);
            }
        }
    }

    /** Returns all hosts. */
    List<Host> all() {
        return Collections.unmodifiableList(all);
    }

    /** Returns the number of sites. */
    int size() {
        return places.size();
    }

    /** Returns the hosts of a site. */
    List<Host> hostsOf(int place) {
        return places.get(place);
    }

    /** Returns the index of the site of a host. */
    int place(Host host) {
        int place = 0;
        while (!places.get(place).contains(host)) {
            place++;
        }
        return place;
    }

    /** Returns whether a host is in service and its process runs. */
    static boolean isReady(Host host) {
        return host.membership().inService() && host.isUp();
    }

    /** Returns the number of hosts at a site in a state. */
    int count(int place, HostLifecycle.State state) {
        int count = 0;
        for (Host host : places.get(place)) {
            count += host.membership().state() == state ? 1 : 0;
        }
        return count;
    }
}

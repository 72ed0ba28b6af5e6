package dev.brownout.verify.model;

import dev.brownout.verify.Family;
import dev.brownout.verify.Model;
import java.util.List;
import java.util.Map;

/**
 * One key that all ask for, on machines chosen by a hash with a bound c on the calls in flight: each of n machines
 * takes at most c / n of them, in the order of the hash, and what is left goes to the next (Mirrokni, Thorup and
 * Zadimoghaddam 2018). With c = 1.25 and n = 4 three machines take 0.3125 each, and the last 0.0625.
 */
final class BoundedHashing implements Family {
    private static final List<String> MACHINES = List.of("1", "2", "3", "4");

    @Override
    public String title() {
        return "Hashing with bounded loads";
    }

    @Override
    public List<Model> models() {
        return List.of(bounded("ring-hash", "bounded.ring.a"), bounded("maglev", "bounded.maglev.a"));
    }

    private static Model bounded(String algorithm, String id) {
        return ScenarioRun.of("bounded-hashing").with("algorithm", algorithm).once(id, run -> {
            double all = run.measure("web", "offered");
            double most = 0;
            double least = all;
            for (String machine : MACHINES) {
                double offered = run.measure("web", machine, "offered");
                most = Math.max(most, offered / all);
                least = Math.min(least, offered / all);
            }
            return Map.of("most", most, "least", least);
        });
    }
}

package dev.brownout.run;

import dev.brownout.random.HotKeys;
import dev.brownout.random.KeyNames;
import dev.brownout.scenario.RequestSpec;
import dev.brownout.scenario.Scenario;
import java.util.ArrayList;
import java.util.TreeSet;

/** The keys that a scenario calls by name, in the popularity of its requests. */
final class NamedKeys {
    private NamedKeys() {}

    static KeyNames of(Scenario scenario) {
        TreeSet<String> names = new TreeSet<>();
        for (RequestSpec request : scenario.requests().values()) {
            request.key().ifPresent(key -> {
                if (key instanceof HotKeys hot) {
                    hot.hot().forEach(h -> names.add(h.name()));
                }
            });
        }
        return new KeyNames(new ArrayList<>(names));
    }
}

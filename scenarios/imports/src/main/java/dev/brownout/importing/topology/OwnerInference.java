package dev.brownout.importing.topology;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Infers the callers of databases, caches and queues that no configuration names, by names and by elimination. */
final class OwnerInference {
    /** Generic words in names, which do not identify the owner of a part. */
    private static final List<String> GENERIC_WORDS = List.of("db", "database", "cache", "service", "svc", "server");

    private final Map<String, SystemPart> parts;

    OwnerInference(Map<String, SystemPart> parts) {
        this.parts = parts;
    }

    /** Adds the inferred calls to the parts. */
    void infer() {
        namesakes();
        onlyCaller();
    }

    /** Assigns databases and caches without a caller to the server with the same name, such as carts-db to carts. */
    private void namesakes() {
        for (SystemPart data : parts.values()) {
            Set<String> words = words(data.name());
            boolean keeps = data.role().keepsData();
            if (!keeps || words.isEmpty() || isCalled(data.name())) {
                continue;
            }
            List<SystemPart> same = parts.values().stream()
                    .filter(part -> part.role() == Role.SERVER
                            && !part.isModel()
                            && words(part.name()).equals(words))
                    .toList();
            if (same.size() == 1) {
                same.get(0)
                        .calls(
                                data.name(),
                                "a guess by its name: it belongs to "
                                        + same.get(0).name());
            }
        }
    }

    /** Returns the words of a name that identify its owner. */
    private static Set<String> words(String name) {
        Set<String> words = new TreeSet<>(List.of(name.toLowerCase(Locale.ROOT).split("[-_]+", -1)));
        words.removeIf(word -> GENERIC_WORDS.contains(word) || Product.matches(word));
        return words;
    }

    /**
     * Assigns stores and queues without a caller to the only server, if there is exactly one. Its code may refer to
     * them.
     */
    private void onlyCaller() {
        List<SystemPart> servers = parts.values().stream()
                .filter(part -> part.role() == Role.SERVER && !part.isModel())
                .toList();
        if (servers.size() == 1) {
            parts.values().stream()
                    .filter(part -> !part.role().passes() && !isCalled(part.name()))
                    .forEach(part -> servers.get(0).calls(part.name(), "a guess: the only server"));
        }
    }

    private boolean isCalled(String name) {
        return parts.values().stream().anyMatch(other -> other.calls().containsKey(name));
    }
}

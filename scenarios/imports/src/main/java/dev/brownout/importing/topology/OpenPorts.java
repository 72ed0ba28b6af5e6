package dev.brownout.importing.topology;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Parts with open ports that are no entry points of a scenario, as other entry points call them. */
final class OpenPorts {
    private OpenPorts() {}

    /**
     * Returns the remark on open ports that are no entry points. A part behind a balancer with the same port is left
     * out.
     *
     * @param open names of the parts with open ports
     * @param first names of the entry points
     * @param callers callers of a part by its name
     */
    static Optional<String> remark(
            List<String> open,
            List<String> first,
            Map<String, SystemPart> parts,
            Function<String, ? extends Collection<SystemPart>> callers) {
        List<String> named = open.stream()
                .filter(name -> !first.contains(name))
                .filter(name -> callers.apply(name).stream()
                        .noneMatch(caller ->
                                caller.entered().equals(parts.get(name).entered())))
                .toList();
        return named.isEmpty()
                ? Optional.empty()
                : Optional.of("users of " + String.join(", ", named) + ": they can enter there too, and other entry"
                        + " points call it; here users call only the entry points before it");
    }
}

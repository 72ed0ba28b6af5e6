package dev.brownout.importing.resilience4j;

import dev.brownout.importing.ImportException;
import dev.brownout.importing.resilience4j.PropertyTree.Leaf;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * Profiles that are active in a configuration.
 *
 * @see <a href="https://docs.spring.io/spring-boot/reference/features/profiles.html">Spring Boot, Profiles</a>
 */
final class ActiveProfiles {
    private static final List<String> SPRING_PROFILES = List.of("spring", "profiles");

    private final List<Leaf> always = new ArrayList<>();
    private final UnaryOperator<String> resolver;
    private final Set<String> active = new LinkedHashSet<>();

    private ActiveProfiles(List<SpringDocument> documents, UnaryOperator<String> resolver) {
        this.resolver = resolver;
        documents.stream().filter(SpringDocument::isUnconditional).forEach(one -> always.addAll(one.properties()));
    }

    /**
     * Returns the active profiles in their order: the wanted ones, otherwise those that the files activate, with those
     * that they include; {@code default} if there are none.
     *
     * @param resolver replaces the placeholders of a text
     * @throws ImportException if a wanted profile is in none of the files
     */
    static Set<String> names(List<SpringDocument> documents, List<String> requested, UnaryOperator<String> resolver)
            throws ImportException {
        ActiveProfiles profiles = new ActiveProfiles(documents, resolver);
        Set<String> known = new TreeSet<>();
        documents.forEach(one -> known.addAll(one.profiles()));
        for (String name : requested) {
            if (!known.contains(name) && profiles.listed("group", name).isEmpty()) {
                throw new ImportException(
                        "no document has the profile '{}'; {}",
                        name,
                        known.isEmpty() ? "the files have no profiles" : "the files have " + String.join(", ", known));
            }
        }
        profiles.addAll(requested.isEmpty() ? profiles.listed("active") : requested);
        profiles.addAll(profiles.listed("include"));
        if (profiles.active.isEmpty()) {
            profiles.addAll(profiles.listed("default"));
        }
        if (profiles.active.isEmpty()) {
            profiles.active.add("default");
        }
        return profiles.active;
    }

    private void addAll(List<String> names) {
        for (String name : names) {
            if (active.add(name)) {
                addAll(listed("group", name));
            }
        }
    }

    private List<String> listed(String... below) {
        List<String> name = new ArrayList<>(SPRING_PROFILES);
        List.of(below).forEach(element -> name.add(PropertyName.uniform(element)));
        List<String> all = new ArrayList<>();
        for (String profile : resolver.apply(SpringDocument.join(always, name)).split(",", -1)) {
            if (!profile.isBlank() && !profile.contains("${")) {
                all.add(profile.strip());
            }
        }
        return all;
    }
}

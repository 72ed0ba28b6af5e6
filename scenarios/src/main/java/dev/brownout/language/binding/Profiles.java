package dev.brownout.language.binding;

import dev.brownout.language.diagnostic.ProblemCollector;
import dev.brownout.language.yaml.Node;
import dev.brownout.language.yaml.Node.Entries;
import dev.brownout.language.yaml.Node.Text;
import dev.brownout.language.yaml.OriginRewriter;
import dev.brownout.language.yaml.ResolvedSettings;
import dev.brownout.language.yaml.YamlResource;
import dev.brownout.sentence.Sentence;
import dev.brownout.spec.SpecFields;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Named sets of defaults with a source, such as those of a product: {@code profile: patroni} in the failover of a
 * database. They are data ({@code profiles.yaml}): for each kind or nested record, by name, the settings and their
 * source.
 */
public final class Profiles {
    private final Supplier<Entries> all;

    private Profiles(Supplier<Entries> all) {
        this.all = all;
    }

    /** Lazy holder of the profiles shipped with the program, which are parsed once. */
    private static final class ShippedProfiles {
        static final Entries ALL = read();
    }

    /** Returns the profiles shipped with the program. They are parsed on first use, as most scenarios use none. */
    public static Profiles shippedInstance() {
        return new Profiles(() -> ShippedProfiles.ALL);
    }

    private static Entries read() {
        try (InputStream in = Profiles.class.getResourceAsStream("profiles.yaml")) {
            return YamlResource.entries(in, "profiles.yaml");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Returns profiles from a text. Throws {@code IllegalStateException} if the text is invalid. */
    static Profiles of(String name, String text) {
        Entries all = YamlResource.entries(name, text);
        return new Profiles(() -> all);
    }

    /** Returns the kinds, and nested records of kinds, that have profiles. */
    public List<String> kinds() {
        return List.copyOf(all.get().entries().keySet());
    }

    /**
     * Returns the names of the profiles of a kind or of a nested record of a kind, such as {@code database.failover}.
     */
    public List<String> names(String kind) {
        return all.get().get(kind) instanceof Entries known
                ? List.copyOf(known.entries().keySet())
                : List.of();
    }

    /** Returns the source of the settings of a profile. */
    public String source(String kind, String name) {
        return text(kind, name, "source");
    }

    /** Returns the version of the product that the settings of a profile belong to. */
    public String version(String kind, String name) {
        return text(kind, name, "version");
    }

    /** Returns version, date and result of the trials beside the running product, such as {@code 2.6 on 2026-11-30}. */
    public Optional<String> measured(String kind, String name) {
        return Optional.ofNullable(profile(kind, name).get("measured")).map(text -> ((Text) text).value());
    }

    /** Returns the settings of a profile by their paths below the kind. */
    public Map<String, String> settings(String kind, String name) {
        ResolvedSettings settings = new ResolvedSettings();
        settings.addAll("it", profile(kind, name).get("settings"));
        Map<String, String> values = new LinkedHashMap<>();
        settings.sorted().forEach(s -> values.put(s.path().substring("it.".length()), s.value()));
        return values;
    }

    /** Returns the origin of the settings of a profile, with the version of the product that it was measured beside. */
    String origin(String kind, String name) {
        return "profile:" + name + "@" + version(kind, name)
                + measured(kind, name)
                        .map(text -> ", measured@" + text.split(" ", 2)[0])
                        .orElse("");
    }

    private String text(String kind, String name, String key) {
        return ((Text) profile(kind, name).get(key)).value();
    }

    private Entries profile(String kind, String name) {
        return (Entries) ((Entries) all.get().get(kind)).get(name);
    }

    /** Returns the map merged over the settings of the profile that it names, or the map itself if it names none. */
    Entries mergeProfile(Entries map, SpecFields fields, BindingPath path, ProblemCollector findings) {
        if (!(map.get("profile") instanceof Text name)
                || fields.field("profile").isPresent()) {
            return map;
        }
        Entries plain = map.exclude("profile");
        if (!(all.get().get(path.kind()) instanceof Entries known)) {
            findings.error(name.location(), "there are no profiles for {}", path.kind());
            return plain;
        }
        if (!(known.get(name.value()) instanceof Entries profile)) {
            findings.unknownName(
                    name.location(),
                    "profile",
                    name.value(),
                    Optional.of(Sentence.of("for {}", path.kind())),
                    known.entries().keySet());
            return plain;
        }
        Node settings = OriginRewriter.withOrigin(
                OriginRewriter.relocate(profile.get("settings"), name.location()), origin(path.kind(), name.value()));
        return (Entries) Node.merge(settings, plain);
    }
}

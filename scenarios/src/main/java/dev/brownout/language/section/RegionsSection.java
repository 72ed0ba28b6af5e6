package dev.brownout.language.section;

import dev.brownout.language.binding.BindingPath;
import dev.brownout.language.binding.DeclaredNames;
import dev.brownout.language.binding.SectionShape;
import dev.brownout.language.parse.Vocabulary;
import dev.brownout.language.yaml.Node.Entry;
import dev.brownout.network.Coordinates;
import dev.brownout.network.RegionRttTable;
import dev.brownout.scenario.RegionSpec;
import dev.brownout.sentence.Sentence;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Section {@code regions}: locations with hosts and users of their own. */
final class RegionsSection extends NamedSection<RegionSpec> {
    static final RegionsSection SECTION = new RegionsSection();

    private RegionsSection() {
        super(
                DeclaredNames.REGIONS,
                "region",
                "Locations with nodes and users, by name; none for a single data centre.",
                """
                regions:
                  east: { at: us-east, users: 60% }
                  west: { at: us-west, users: 40% }
                components:
                  web: { kind: server, regions: [east, west] }
                """);
    }

    @Override
    public SectionShape shape(Vocabulary vocabulary) {
        return new SectionShape.NamedMapShape(SectionShape.Of.record(RegionSpec.class));
    }

    /** Returns the names of the table of round trips, each with its coordinates and its round trips. */
    @Override
    public List<String> notes() {
        List<String> notes = new ArrayList<>(
                List.of("The table has these names, with latitude, longitude and round" + " trips in ms."));
        for (String name : RegionRttTable.names()) {
            Coordinates place = RegionRttTable.place(name).orElseThrow();
            String trips = RegionRttTable.names().stream()
                    .filter(other -> !other.equals(name))
                    .map(other -> other + " "
                            + Math.round(RegionRttTable.millis(name, other).orElseThrow()))
                    .collect(Collectors.joining(", "));
            notes.add(name + " (" + place.latitude() + ", " + place.longitude() + "): " + trips);
        }
        return notes;
    }

    @Override
    RegionSpec read(String name, Entry entry, Source source) {
        BindingPath path = new BindingPath(
                DeclaredNames.REGIONS + "." + name, Sentence.of("region '{}'", name), "region", entry.key());
        return map(entry, path, source.findings())
                .map(m -> source.binder().record(RegionSpec.class, m, path))
                .orElse(null);
    }

    @Override
    void check(ParsedSections parts, Source source) {
        new ReferenceChecks(parts, source).users(parts.of(this));
    }
}

package dev.brownout.language;

import dev.brownout.language.binding.DeclaredNames;
import dev.brownout.language.diagnostic.ProblemCollector;
import dev.brownout.language.diagnostic.ProblemKind;
import dev.brownout.language.parse.RecordFactory;
import dev.brownout.language.yaml.Node.Entries;
import dev.brownout.scenario.ComponentEntry;
import dev.brownout.scenario.Scenario;
import dev.brownout.spec.Reference;
import dev.brownout.spec.SpecFields;
import dev.brownout.spi.Step;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The components that the requests of a variant reach, directly or through other components that call or name them. */
final class Reachability {
    /** Kinds of references that consist of the name of a component only. */
    private static final Set<Reference.To> NAMING =
            EnumSet.of(Reference.To.COMPONENT, Reference.To.QUEUE, Reference.To.WRITABLE);

    private final Scenario scenario;
    private final Set<String> reached = new LinkedHashSet<>();

    private Reachability(Scenario scenario) {
        this.scenario = scenario;
    }

    /** Warns of components that no request of any variant reaches. */
    static void warn(Entries root, List<ScenarioFile.Variant> variants, ProblemCollector findings) {
        if (!(root.get(DeclaredNames.COMPONENTS) instanceof Entries components)) {
            return;
        }
        Set<String> unreached = new TreeSet<>(components.entries().keySet());
        for (ScenarioFile.Variant variant : variants) {
            Reachability reach = new Reachability(variant.scenario());
            reach.look(List.copyOf(variant.scenario().requests().values()));
            unreached.removeAll(reach.reached);
        }
        unreached.forEach(name -> findings.warning(
                ProblemKind.UNUSED,
                components.entries().get(name).key(),
                "nothing leads to '" + name + "': it is on the way of no request, and no component on one names it"));
    }

    private void look(Object value) {
        if (value instanceof Optional<?> some) {
            some.ifPresent(this::look);
        } else if (value instanceof Collection<?> all) {
            all.forEach(this::look);
        } else if (value instanceof Map<?, ?> map) {
            map.values().forEach(this::look);
        } else if (value instanceof Record record) {
            if (record instanceof Step step) {
                step.target().ifPresent(target -> names(target.component()));
            }
            for (RecordComponent part : SpecFields.components(record.getClass())) {
                look(record, part);
            }
        }
    }

    private void look(Record record, RecordComponent part) {
        Object value = RecordFactory.value(record, part);
        Reference ref = part.getAnnotation(Reference.class);
        if (ref != null && NAMING.contains(ref.value())) {
            names(value);
        } else {
            look(value);
        }
    }

    private void names(Object value) {
        if (value instanceof Optional<?> some) {
            some.ifPresent(this::names);
        } else if (value instanceof Collection<?> all) {
            all.forEach(this::names);
        } else if (value instanceof Map<?, ?> map) {
            names(map.keySet());
            look(map);
        } else if (value instanceof String name && reached.add(name)) {
            ComponentEntry itself = scenario.components().get(name);
            look(itself);
            names(itself == null ? Optional.empty() : itself.host());
            scenario.components().forEach((other, entry) -> {
                if (entry.spec().takesFrom().equals(Optional.of(name))) {
                    names(other);
                }
            });
        }
    }
}

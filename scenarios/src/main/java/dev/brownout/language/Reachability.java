package dev.brownout.language;

import dev.brownout.language.binding.DeclaredNames;
import dev.brownout.language.diagnostic.ProblemCollector;
import dev.brownout.language.diagnostic.ProblemKind;
import dev.brownout.language.yaml.Node.Entries;
import dev.brownout.scenario.ComponentEntry;
import dev.brownout.scenario.Scenario;
import dev.brownout.spec.RecordFactory;
import dev.brownout.spec.Reference;
import dev.brownout.spec.SpecFields;
import dev.brownout.spi.Step;
import dev.brownout.spi.component.WorkDistribution;
import dev.brownout.typetable.RecordField;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The components that the requests of a variant reach, directly or through other components that call or name them. */
final class Reachability {
    /** Kinds of references, outside of the targets of steps, that consist of the name of a component only. */
    private static final Set<Reference.To> NAME_REFERENCES =
            EnumSet.of(Reference.To.COMPONENT, Reference.To.QUEUE, Reference.To.WRITABLE);

    private final Scenario scenario;
    private final Set<String> reached = new LinkedHashSet<>();
    /** Reached components without their own references yet: a long chain of calls does not nest. */
    private final Deque<String> unvisited = new ArrayDeque<>();

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
            Reachability reachability = new Reachability(variant.scenario());
            reachability.visit(
                    List.copyOf(variant.scenario().workload().requests().values()));
            reachability.visitComponents();
            unreached.removeAll(reachability.reached);
        }
        unreached.forEach(name -> findings.warning(
                ProblemKind.UNUSED,
                components.entries().get(name).key(),
                "'{}' is never used: no request path or component refers to it",
                name));
    }

    private void visitComponents() {
        while (!unvisited.isEmpty()) {
            String name = unvisited.remove();
            ComponentEntry component = scenario.components().get(name);
            visit(component);
            visitReference(component == null ? Optional.empty() : component.host());
            scenario.components().forEach((otherName, entry) -> {
                if (WorkDistribution.of(entry.spec()).takesFrom().equals(Optional.of(name))) {
                    visitReference(otherName);
                }
            });
        }
    }

    private void visit(Object value) {
        if (value instanceof Optional<?> optional) {
            optional.ifPresent(this::visit);
        } else if (value instanceof Collection<?> elements) {
            elements.forEach(this::visit);
        } else if (value instanceof Map<?, ?> map) {
            map.values().forEach(this::visit);
        } else if (value instanceof Record record) {
            if (record instanceof Step step) {
                Step.targetOf(step).ifPresent(target -> visitReference(target.component()));
            }
            List<Object> values = RecordFactory.values(record);
            List<RecordField> components = SpecFields.components(record.getClass());
            for (int i = 0; i < values.size(); i++) {
                visit(components.get(i), values.get(i));
            }
        }
    }

    private void visit(RecordField component, Object value) {
        Reference ref = component.annotation(Reference.class);
        if (ref != null && NAME_REFERENCES.contains(ref.value())) {
            visitReference(value);
        } else {
            visit(value);
        }
    }

    private void visitReference(Object value) {
        if (value instanceof Optional<?> optional) {
            optional.ifPresent(this::visitReference);
        } else if (value instanceof Collection<?> elements) {
            elements.forEach(this::visitReference);
        } else if (value instanceof Map<?, ?> map) {
            visitReference(map.keySet());
            visit(map);
        } else if (value instanceof String name && reached.add(name)) {
            unvisited.add(name);
        }
    }
}

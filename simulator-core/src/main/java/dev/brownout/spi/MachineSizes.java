package dev.brownout.spi;

import dev.brownout.sentence.InvalidValueException;
import dev.brownout.spec.BilledPerMachine;
import dev.brownout.spec.DataSize;
import dev.brownout.spec.RecordFactory;
import dev.brownout.spec.SpecFields;
import dev.brownout.typetable.RecordField;
import dev.brownout.typetable.TypeTables;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Sizes of a component's hosts: the parameters of its spec with {@link BilledPerMachine}. */
public final class MachineSizes {
    /** Name of the size by which price lists are keyed: the number of cores. */
    public static final String CORES = "cores";

    private MachineSizes() {}

    /** Returns the names of the host sizes of a component kind, in parameter order. */
    public static List<String> names(Class<? extends ComponentSpec> type) {
        return components(type).stream()
                .filter(component -> component.has(BilledPerMachine.class))
                .map(RecordField::yamlName)
                .toList();
    }

    private static List<RecordField> components(Class<? extends ComponentSpec> type) {
        return TypeTables.table(type).isRecord() ? SpecFields.components(type.asSubclass(Record.class)) : List.of();
    }

    /** Returns whether a size is in bytes, and not a count. */
    public static boolean bytes(Class<? extends ComponentSpec> type, String name) {
        for (RecordField component : components(type)) {
            if (component.yamlName().equals(name)) {
                return component.genericType().getTypeName().contains(DataSize.class.getName());
            }
        }
        return false;
    }

    /** Returns whether hosts of a component kind always have cores, because the parameter is mandatory. */
    public static boolean isCored(Class<? extends ComponentSpec> type) {
        return names(type).contains(CORES)
                && components(type).stream()
                        .anyMatch(component -> component.yamlName().equals(CORES) && component.type() == int.class);
    }

    /** Returns the cores of each host; 1 if the component kind has none. */
    public static int cores(ComponentSpec spec) {
        return names(spec.getClass()).contains(CORES) ? (int) size(spec, CORES).orElse(1) : 1;
    }

    /** Returns a size of each host, as a count or in bytes; empty if the scenario sets no limit. */
    public static OptionalLong size(ComponentSpec spec, String name) {
        List<RecordField> components = components(spec.getClass());
        for (int i = 0; i < components.size(); i++) {
            if (components.get(i).yamlName().equals(name)) {
                return number(RecordFactory.values((Record) spec).get(i));
            }
        }
        throw new InvalidValueException("{} has no size {}", spec.getClass(), name);
    }

    private static OptionalLong number(Object size) {
        if (size instanceof Optional<?> optional) {
            return optional.isPresent() ? number(optional.get()) : OptionalLong.empty();
        } else if (size instanceof DataSize data) {
            return OptionalLong.of(data.bytes());
        }
        return size instanceof Number number ? OptionalLong.of(number.longValue()) : OptionalLong.empty();
    }
}

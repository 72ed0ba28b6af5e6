package dev.brownout.spi;

import dev.brownout.spec.BilledPerMachine;
import dev.brownout.spec.DataSize;
import dev.brownout.spec.SpecFields;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The sizes of a component's machines: those parameters of its spec that say {@link BilledPerMachine}. */
public final class MachineSizes {
    /** The size that price lists know machines by: the processors of each. */
    public static final String CORES = "cores";

    private MachineSizes() {}

    /** The names of the sizes that a kind's machines have, in the order of its parameters. */
    public static List<String> names(Class<? extends ComponentSpec> type) {
        return components(type).stream()
                .filter(component -> component.isAnnotationPresent(BilledPerMachine.class))
                .map(RecordComponent::getName)
                .toList();
    }

    private static List<RecordComponent> components(Class<? extends ComponentSpec> type) {
        return type.isRecord() ? SpecFields.components(type.asSubclass(Record.class)) : List.of();
    }

    /** Whether a size is one of bytes, not of pieces. */
    public static boolean bytes(Class<? extends ComponentSpec> type, String name) {
        for (RecordComponent component : components(type)) {
            if (component.getName().equals(name)) {
                return component.getGenericType().getTypeName().contains(DataSize.class.getName());
            }
        }
        return false;
    }

    /** Whether all machines of a kind have cores, however it is written: no scenario can leave them out. */
    public static boolean cored(Class<? extends ComponentSpec> type) {
        return names(type).contains(CORES)
                && components(type).stream()
                        .anyMatch(each -> each.getName().equals(CORES) && each.getType() == int.class);
    }

    /** The cores of each machine; 1 where its kind has none. */
    public static int cores(ComponentSpec spec) {
        return names(spec.getClass()).contains(CORES) ? (int) of(spec, CORES).orElse(1) : 1;
    }

    /** A size of each machine in pieces or bytes; empty where the scenario sets no limit. */
    public static OptionalLong of(ComponentSpec spec, String name) {
        try {
            Object value = spec.getClass().getMethod(name).invoke(spec);
            if (value instanceof Optional<?> optional) {
                value = optional.orElse(null);
            }
            if (value instanceof DataSize size) {
                return OptionalLong.of(size.bytes());
            }
            return value instanceof Number number ? OptionalLong.of(number.longValue()) : OptionalLong.empty();
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(spec.getClass() + " has no size " + name, e);
        }
    }
}

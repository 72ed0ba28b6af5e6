package dev.brownout.web.emulation;

import dev.brownout.typetable.TypeTables;
import org.teavm.extension.spi.reflection.SimpleReflectionPolicy;

/** Extension of TeaVM that lets the program find generated tables of types by their names. */
public final class TypeTableReflection extends SimpleReflectionPolicy {
    @Override
    protected void setup() {
        selectClasses(type -> type.name().endsWith(TypeTables.ENDING))
                .foundByName()
                .reflectableMethods(method -> method.name().equals("<init>"));
    }
}

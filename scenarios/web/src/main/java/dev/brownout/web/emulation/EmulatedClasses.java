package dev.brownout.web.emulation;

import org.teavm.extension.spi.substitution.SimpleSubstitutionPolicy;
import org.teavm.extension.spi.substitution.SubstitutionSink;

/** Extension of TeaVM that takes classes of the JDK from the packages below this one. */
public final class EmulatedClasses extends SimpleSubstitutionPolicy {
    @Override
    public void contribute(SubstitutionSink sink) {
        sink.selectClasses(inPackage("java", true)).packagePrefix("dev.brownout.web.emulation");
    }
}

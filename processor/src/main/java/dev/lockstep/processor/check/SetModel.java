package dev.lockstep.processor.check;

import dev.lockstep.processor.read.SourceSet;
import java.util.List;
import java.util.stream.Stream;

/**
 * An instruction set with nothing wrong.
 *
 * @param packageName the package of everything generated
 * @param context the type of the context, or {@code null}
 */
public record SetModel(
    SourceSet source,
    String packageName,
    ValueType context,
    List<OpcodeModel> opcodes,
    List<FormModel> forms,
    List<SequenceModel> sequences) {

  public SetModel {
    opcodes = List.copyOf(opcodes);
    forms = List.copyOf(forms);
    sequences = List.copyOf(sequences);
  }

  /** All that the driver has a case for, by id. */
  public List<Dispatched> dispatched() {
    return Stream.<Dispatched>concat(forms.stream(), sequences.stream()).toList();
  }

  public String name() {
    return source.name();
  }

  /** A class of the package, as the JVM writes its name. */
  public String internalName(String simpleName) {
    return packageName.isEmpty() ? simpleName : packageName.replace('.', '/') + "/" + simpleName;
  }
}

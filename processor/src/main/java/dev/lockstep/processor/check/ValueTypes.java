package dev.lockstep.processor.check;

import dev.lockstep.processor.read.Descriptors;
import dev.lockstep.runtime.Type;
import java.util.Optional;
import java.util.stream.Stream;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.PackageElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** What Java types are to the guest, to the JVM, and to the package of an instruction set. */
final class ValueTypes {

  private final Elements elements;
  private final Types types;
  private final Descriptors descriptors;
  private final PackageElement home;

  ValueTypes(ProcessingEnvironment environment, PackageElement home) {
    elements = environment.getElementUtils();
    types = environment.getTypeUtils();
    descriptors = new Descriptors(environment);
    this.home = home;
  }

  /** The type as that of a guest value; nothing if no guest value has it. */
  Optional<ValueType> of(TypeMirror type) {
    Type guest =
        switch (type.getKind()) {
          case INT, BOOLEAN -> Type.INT;
          case LONG -> Type.LONG;
          case FLOAT -> Type.FLOAT;
          case DOUBLE -> Type.DOUBLE;
          // A type variable is one of a generic method, which is refused as a whole.
          case DECLARED, ARRAY, TYPEVAR -> Type.REFERENCE;
          default -> null;
        };
    if (guest == null) {
      return Optional.empty();
    }
    boolean isBoolean = type.getKind() == TypeKind.BOOLEAN;
    return Optional.of(new ValueType(guest, type, isBoolean, descriptors.of(type), isAccessible(type, true)));
  }

  /** What the JVM calls types and methods. */
  Descriptors descriptors() {
    return descriptors;
  }

  boolean isRecord(TypeMirror type) {
    return type.getKind() == TypeKind.DECLARED && types.asElement(type).getKind() == ElementKind.RECORD;
  }

  /** Whether code in the package of the set can name the type. */
  boolean isAccessible(TypeMirror type) {
    return isAccessible(type, false);
  }

  /** Whether code in the package of the set can name the method, if it can name the method's class. */
  boolean isAccessible(ExecutableElement method) {
    return isAccessible(method, false);
  }

  private boolean isAccessible(TypeMirror type, boolean everywhere) {
    if (type.getKind() == TypeKind.ARRAY) {
      return isAccessible(((ArrayType) type).getComponentType(), everywhere);
    }
    if (type instanceof WildcardType wildcard) {
      return Stream.of(wildcard.getExtendsBound(), wildcard.getSuperBound())
          .allMatch(bound -> bound == null || isAccessible(bound, everywhere));
    }
    if (type.getKind() != TypeKind.DECLARED) {
      return true;
    }
    for (Element element = ((DeclaredType) type).asElement();
        element.getKind() != ElementKind.PACKAGE;
        element = element.getEnclosingElement()) {
      if (!isAccessible(element, everywhere)) {
        return false;
      }
    }
    return ((DeclaredType) type).getTypeArguments().stream()
        .allMatch(argument -> isAccessible(argument, everywhere));
  }

  private boolean isAccessible(Element element, boolean everywhere) {
    if (everywhere || element.getModifiers().contains(Modifier.PUBLIC)) {
      return element.getModifiers().contains(Modifier.PUBLIC);
    }
    return !element.getModifiers().contains(Modifier.PRIVATE) && elements.getPackageOf(element).equals(home);
  }
}

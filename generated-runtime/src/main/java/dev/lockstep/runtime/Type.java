package dev.lockstep.runtime;

/** The type of a guest value. Each value takes one slot; {@code boolean} is {@link #INT}. */
public enum Type {
  INT('I'),
  LONG('J'),
  FLOAT('F'),
  DOUBLE('D'),
  REFERENCE('L');

  private static final Type[] VALUES = values();

  private final char code;

  Type(char code) {
    this.code = code;
  }

  /** The letter that stands for this type in layouts and signatures. */
  public char code() {
    return code;
  }

  /** The type whose {@link #code} is given. */
  public static Type of(char code) {
    for (Type type : VALUES) {
      if (type.code == code) {
        return type;
      }
    }
    throw new IllegalArgumentException("no type has the code " + code);
  }
}

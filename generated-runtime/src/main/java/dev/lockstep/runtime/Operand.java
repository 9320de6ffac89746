package dev.lockstep.runtime;

/**
 * One operand of a form: what it is and where in the instruction it lies. In a layout it is two characters, the role's and
 * the type's ({@code .} where there is no type), for instance {@code dI} or {@code t.}.
 *
 * @param role what the operand is
 * @param type the type of the value, or {@code null} where there is none
 * @param word the index of its first word in the instruction; word 0 names the form
 * @param words how many words it takes, the entries of a jump table not counted
 */
public record Operand(Role role, Type type, int word, int words) {

  /** What an operand is. */
  public enum Role {
    /** {@code d}: the slot written, relative to the frame pointer. */
    DESTINATION('d'),
    /** {@code s}: a slot read. */
    SOURCE('s'),
    /**
     * {@code i}: a constant; {@code int}, {@code float} (raw bits) and references (index in {@link Program#constants})
     * take one word, {@code long} and {@code double} (raw bits) two, high word first. {@code iS} is a {@code long} in one
     * word, sign-extended.
     */
    IMMEDIATE('i'),
    /** {@code t}: a branch target: its pc, then the counter that runs down when the branch is taken backwards. */
    TARGET('t'),
    /** {@code T}: a jump table: the counter, the number of targets, their pcs. Always last. */
    TABLE('T'),
    /** {@code c}: a callee: the pc of its entry, the slot of the first argument, the index of its signature. */
    CALLEE('c'),
    /** {@code C}: a callee picked by the opcode: the slot of the first argument, the index of the signature. */
    COMPUTED_CALLEE('C'),
    /** {@code k}: the slot of the frame's own link. */
    LINK('k');

    private static final Role[] VALUES = values();

    private final char code;

    Role(char code) {
      this.code = code;
    }

    static Role of(char code) {
      for (Role role : VALUES) {
        if (role.code == code) {
          return role;
        }
      }
      throw new IllegalArgumentException("no operand role has the code " + code);
    }
  }

  /** Whether this is a {@code long} kept in one word. */
  public boolean isShortLong() {
    return role == Role.IMMEDIATE && type == Type.LONG && words == 1;
  }

  static Operand parse(char role, char type, int word) {
    Role r = Role.of(role);
    Type t = type == '.' ? null : type == 'S' ? Type.LONG : Type.of(type);
    return new Operand(r, t, word, words(r, type));
  }

  private static int words(Role role, char type) {
    return switch (role) {
      case DESTINATION, SOURCE, LINK -> 1;
      case IMMEDIATE -> type == 'J' || type == 'D' ? 2 : 1;
      case TARGET, TABLE, COMPUTED_CALLEE -> 2;
      case CALLEE -> 3;
    };
  }
}

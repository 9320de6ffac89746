package dev.lockstep.examples.scheme;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lockstep.runtime.Tiering;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Programs give the same on every tier: what the language says. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class SchemeTest {

  private static final List<Tiering> TIERINGS =
      List.of(Tiering.interpreter(), Tiering.compiled(), Tiering.mixed(), Tiering.stress(7));

  /** Evaluates a program again and again, as compiled code may differ from what has compiled it. */
  private static void gives(String expected, String program) {
    for (Tiering tiering : TIERINGS) {
      StringBuilder out = new StringBuilder();
      Scheme scheme = new Scheme(tiering, out::append);
      for (int i = 0; i < 3; i++) {
        out.setLength(0);
        String value = scheme.evaluate(program);
        assertWithMessage("%s: %s", tiering, program).that(out + value).isEqualTo(expected);
      }
    }
  }

  private static void fails(String expected, String program) {
    for (Tiering tiering : TIERINGS) {
      Scheme scheme = new Scheme(tiering, text -> {});
      for (int i = 0; i < 3; i++) {
        SchemeException thrown = assertThrows(SchemeException.class, () -> scheme.evaluate(program));
        assertWithMessage("%s: %s", tiering, program).that(thrown).hasMessageThat().isEqualTo(expected);
      }
      assertThat(scheme.evaluate("(+ 1 2)")).isEqualTo("3");
    }
  }

  @Test
  void numbers() {
    gives("55", "(define (fib n) (if (< n 2) n (+ (fib (- n 1)) (fib (- n 2))))) (fib 10)");
    gives("93326215443944152681699238856266700490715968264381621468592963895217599993229915608941463976156518286253697920827223758251185210916864000000000000000000000000",
        "(define (fact n) (if (= n 0) 1 (* n (fact (- n 1))))) (fact 100)");
    gives("(9223372036854775808 -9223372036854775809 9223372036854775807)",
        "(list (+ 9223372036854775807 1) (- -9223372036854775808 1) (- (+ 9223372036854775807 1) 1))");
    gives("(18446744073709551616 -9223372036854775808 9223372036854775808)",
        "(list (* 4294967296 4294967296) (* -4294967296 2147483648) (quotient -9223372036854775808 -1))");
    gives("(-1 2 -2 3 -3)", "(list (remainder -7 3) (modulo -7 3) (modulo 7 -3) (quotient 7 2) (quotient -7 2))");
    gives("(2 0.5 1.5 4.0 3)", "(list (/ 6 3) (/ 1 2) (+ 1 0.5) (* 2 2.0) (exact 3.0))");
    gives("(#t #f #t #f #t)", "(list (< 1 2 3) (< 1 3 2) (= 1 1.0) (eqv? 1 1.0) (>= 3 3.0 -1))");
    gives("(0 1 -5 10 24)", "(list (+) (*) (- 5) (+ 1 2 3 4) (* 1 2 3 4))");
    gives("(+inf.0 -inf.0 #t)", "(list (/ 1.0 0) (/ -1.0 0) (= +inf.0 (/ 1.0 0)))");
    gives("(-0.0 -0.0 #f #t)", "(list (- -0.0 0) (- 0.0) (= 9007199254740993 9007199254740992.0) (< 9007199254740992.0 9007199254740993))");
    gives("(#f #f 1000.0 1d)", "(list (string->number \"1d\") (string->number \"0x1\") 1e3 '1d)");
    gives("(#f #f #f)", "(let ((nan (- (* 1e308 10) (* 1e308 10)))) (list (< nan 1) (>= nan 1) (<= nan 1)))");
  }

  @Test
  void loopsAndTailCallsTakeNoStack() {
    gives("499999500000", "(let loop ((i 0) (sum 0)) (if (= i 1000000) sum (loop (+ i 1) (+ sum i))))");
    gives("#f", "(define (ev? n) (if (= n 0) #t (od? (- n 1)))) (define (od? n) (if (= n 0) #f (ev? (- n 1)))) (ev? 300001)");
    gives("done", "(define (count n k) (if (= n 0) (k 'done) (apply count (list (- n 1) k)))) (count 100000 (lambda (x) x))");
    gives("(4 3 2 1 0)", "(do ((i 0 (+ i 1)) (list '() (cons i list))) ((= i 5) list))");
    gives("(2 1 0)", "(map (lambda (f) (f)) (let loop ((i 0) (made '())) (if (= i 3) made (loop (+ i 1) (cons (lambda () i) made)))))");
    gives("(0 1 2)", "(let outer ((i 2) (list '())) (if (< i 0) list (let inner ((j 0)) (if (< j 3) (inner (+ j 1)) (outer (- i 1) (cons i list))))))");
    gives("11", "(+ 1 (let loop ((i 0)) (if (< i 10) (loop (+ i 1)) i)))");
  }

  @Test
  void recursionIsAsDeepAsMemory() {
    gives("1000000", "(define (deep n) (if (= n 0) 0 (+ 1 (deep (- n 1))))) (deep 1000000)");
    gives("200000", "(length (map (lambda (x) x) (iota 200000)))");
  }

  @Test
  void closuresShareWhatIsAssignedTo() {
    gives("(1 2 1 3)",
        "(define (counter) (let ((n 0)) (lambda () (set! n (+ n 1)) n)))"
            + "(let* ((a (counter)) (b (counter)) (x (a)) (y (a)) (z (b))) (list x y z (a)))");
    gives("(#t #f)", "(letrec ((e? (lambda (n) (or (= n 0) (o? (- n 1))))) (o? (lambda (n) (and (> n 0) (e? (- n 1)))))) (list (e? 10) (e? 7)))");
    gives("30", "(define (f) (define a 10) (define (g) (* a b)) (define b 3) (g)) (f)");
    gives("(6 5)", "(define (f x) (define (g) (set! x (+ x 1)) x) (let ((y x)) (list (g) y))) (f 5)");
  }

  @Test
  void definitionsOfABodyKnowOneAnother() {
    gives("2", "(letrec ((a (list (lambda () b))) (b 2)) ((car a)))");
    gives("#t", "(define (f) (define s (cons 1 (lambda () s))) (pair? ((cdr s)))) (f)");
    gives("1", "(define (f) (define a (list (lambda () (g)))) (define (g) 1) ((car a))) (f)");
    gives("3", "(letrec ((a (begin (set! b 1) 2)) (b 3)) b)");
    gives("(1 2 3 (3 2))", "(define (f x) (define a x) (define b (+ a 1)) (define (g) (list c b)) (define c (+ b 1)) (list a b c (g))) (f 1)");
    gives("#<unspecified>", "(write (letrec ((a b) (b 1)) a))");
    fails("line 1: x is there twice", "(lambda (x x) x)");
    fails("line 1: a is there twice", "(let ((a 1) (a 2)) a)");
  }

  @Test
  void theLanguageStaysWhatItIs() {
    gives("(2)", "(define old car) (set! car cdr) (let ((x (car '(1 2)))) (set! car old) x)");
    gives("(#t 81 #(1 2))",
        "(define (ordered? l) #f) (define (square n) (list n)) (define (length l) 'none) (define (append . l) 'mine)"
            + "(list (apply < '(1 2 3)) (expt 3 4) (list->vector '(1 2)))");
    gives("(1 2 3)", "(define (append . l) 'mine) `(1 ,@(list 2) 3)");
    gives("(a 2)", "(let ((cons 1) (x 2)) `(a ,x))");
    gives("#(1 2 3)", "(let ((x '(2 3))) `#(1 ,@x))");
    gives("(1 0)", "(let ((if list) (let list)) (do ((i 1 (- i 1)) (l '() (cons i l))) ((< i 0) (reverse l))))");
    fails("line 1: not a name: %apply", "(%apply 1 2)");
  }

  @Test
  void argumentsOfAnyNumber() {
    gives("(4498500 3000 2999)", "(list (apply + (iota 3000)) (length (apply list (iota 3000))) (apply max (iota 3000)))");
    gives("(1 (2 3) 6)", "(define (f a . b) (list a b)) (append (apply f '(1 2 3)) (list (apply (lambda (x y z) (+ x y z)) '(1 2 3))))");
    gives("no", "(guard (e (#t 'no)) (apply + '(1 . 2)))");
    gives("(1 (2 3) ())", "(define (f a . rest) rest) (list 1 (f 1 2 3) (f 1))");
    gives("(1 2 3)", "((lambda all all) 1 2 3)");
    gives("(10 (5 7 9) 3)", "(list (apply + 1 2 '(3 4)) (map + '(1 2 3) '(4 5 6)) (apply max '(1 3 2)))");
  }

  @Test
  void formsThatAreDerived() {
    gives("(low mid high none)",
        "(map (lambda (x) (case x ((0 1) 'low) ((5) 'mid) ((9 #\\9) 'high) (else 'none))) '(1 5 #\\9 7))");
    gives("(b 2 #f none)", "(list (cond ((assv 2 '((1 . a) (2 . b))) => cdr) (else 'no)) (cond (#f 1) (2)) (and 1 #f 2) (cond (#f 1) (else 'none)))");
    gives("(1 2 3 4 (5 . 6) x)", "`(1 ,(+ 1 1) ,@(list 3 4) (5 . ,(* 2 3)) x)");
    gives("(1 2)", "(let* ((x 1) (y (+ x 1))) (when #f (car x)) (unless (= x 1) (car x)) (list x y))");
    gives("(no yes)", "(define (f x) (if (not (or (eq? x 'a) (and (pair? x) (null? (cdr x))))) 'yes 'no)) (list (f '(1)) (f '(1 2)))");
  }

  @Test
  void exceptions() {
    gives("(car: not a pair: (5))", "(guard (e ((error-object? e) (list 'car: 'not 'a 'pair: (error-object-irritants e)))) (car 5))");
    gives("(caught 42)", "(define (f x) (raise x)) (guard (e ((number? e) (list 'caught e))) (+ 1 (f 42)))");
    gives("outer", "(guard (e (#t e)) (guard (e ((number? e) 'inner)) (raise 'outer)))");
    gives("(bad (1 \"two\"))", "(guard (e (#t (list (string->symbol (error-object-message e)) (error-object-irritants e)))) (error \"bad\" 1 \"two\"))");
    gives("1000", "(let loop ((i 0) (n 0)) (if (= i 1000) n (loop (+ i 1) (+ n (guard (e (#t e)) (if (odd? i) (raise 2) 0))))))");
    gives("(1 3)", "(define (f n) (if (= n 0) (raise 'end) (+ 1 (f (- n 1))))) (list 1 (guard (e (#t 3)) (f 10000)))");
    gives("not a procedure", "(guard (e (#t (string->symbol \"not a procedure\"))) (5 6))");
  }

  @Test
  void continuations() {
    gives("(3 3)", "(let ((k #f) (n 0)) (let ((v (call/cc (lambda (c) (set! k c) 1)))) (set! n (+ n 1)) (if (< v 3) (k (+ v 1)) (list v n))))");
    gives("-3", "(call/cc (lambda (return) (for-each (lambda (x) (if (negative? x) (return x))) '(1 2 -3 4)) 'none))");
    gives("(1 2 3)",
        "(define (walk tree) (call/cc (lambda (return)"
            + " (for-each (lambda (x) (call/cc (lambda (next) (set! more (lambda () (next #f))) (return x)))) tree)"
            + " (set! more #f) (return 'end))))"
            + "(define more #f)"
            + "(define (all tree) (let ((first (walk tree))) (let loop ((list '()) (x first)) (if more x x)) 1))"
            + "(define saved '())"
            + "(let ((x (walk '(1 2 3)))) (if (eq? x 'end) (reverse saved) (begin (set! saved (cons x saved)) (more))))"
            + "(let ((done (reverse saved))) (set! saved '()) done)");
  }

  @Test
  void aProgramGrowsAsItRuns() {
    gives("(3 (7 7))", "(list (eval '(+ 1 2)) (begin (eval '(define x 7)) (list x (eval 'x))))");
    gives("10000", "(let loop ((i 0)) (if (= i 200) 10000 (begin (eval `(define (f) ,i)) (loop (+ i 1)))))");
    gives("syntax", "(guard (e ((error-object? e) 'syntax)) (eval '(if)))");
  }

  @Test
  void thereMayBeNoRoomLeft() {
    for (Tiering tiering : TIERINGS) {
      Scheme scheme = new Scheme(tiering, text -> {}, 10_000);
      for (int i = 0; i < 1000; i++) { // Each is some twenty words long.
        scheme.evaluate("(define (f" + i + " x) (if (< x 10) (+ x " + i + ") x))");
      }
      assertThat(scheme.evaluate("(+ (+ (f0 1) (f500 1)) (f999 1))")).isEqualTo("1502");
      String endless = "(let loop ((i 0)) (eval '(define (f x) (list x x x x))) (loop (+ i 1)))";
      assertThat(assertThrows(SchemeException.class, () -> scheme.evaluate(endless)))
          .hasMessageThat()
          .startsWith("no room for more code");
      assertThat(scheme.evaluate("(f 1)")).isEqualTo("(1 1 1 1)");
    }
  }

  @Test
  void dataIsWrittenAsItIsRead() {
    gives("(1 . 2)", "'(1 . 2)");
    gives("(quote a)", "''a");
    gives("\"a\\n\\\"b\\\\\"", "\"a\\n\\\"b\\\\\"");
    gives("#(1 #\\a #\\space \"s\" x)", "(vector 1 #\\a #\\space \"s\" 'x)");
    gives("a b\n(\"c\" #\\d)", "(display \"a b\") (newline) (write '(\"c\" #\\d))");
    gives("#t", "(equal? '(1 (2 #(3)) \"x\") (list 1 (list 2 (vector 3)) \"x\"))");
  }

  @Test
  void anErrorSaysWhereItCameFrom() {
    fails("car: not a pair: 5\n  in f, line 2\n  in program, line 3", "(define (f x)\n (+ 1 (car x)))\n(+ 1 (f 5))");
    fails("raised: (1 \"x\")\n  in raise\n  in program, line 1", "(+ 1 (apply raise '((1 \"x\"))))");
    fails("car: not a pair: 1\n  in car\n  in one\n  in f, line 2", "(define (f)\n (length (map car '(1 2)))) (f)");
    fails("no variable is called nothing\n  in program, line 1", "(+ nothing 1)");
    fails("not a procedure: 5\n  in program, line 1", "(+ 1 (5 6))");
    fails("#<procedure f> takes another number of arguments than 2\n  in program, line 1", "(define (f x) x) (+ 1 (f 1 2))");
  }

  @Test
  void whatIsNoProgramIsRefused() {
    fails("line 2: if takes a condition and one or two expressions", "(+ 1\n (if))");
    fails("line 1: the text ends in the middle of a form", "(+ 1 (car 2)");
    fails("line 1: a ) that closes nothing", ")");
    fails("line 1: not a name: 5", "(define 5 6)");
    fails("line 1: a body ends in an expression", "(lambda (x) (define y 1))");
    fails("line 1: lambda has fewer than 3 parts", "(lambda (x))");
    fails("line 1: not a list: (1 . 2)", "(1 . 2)");
    fails("line 1: no character is called nix", "#\\nix");
    fails("line 1: () has no value; '() is the empty list", "(list ())");
    fails("a form or a value is nested too deep", "(".repeat(200_000));
    fails("line 1: () has 0 parts, not 2", "(let (()) 1)");
    fails("line 1: no character is written \\q", "\"\\q\"");
  }

  @Test
  void whatIsTooLargeIsRefusedAndTheSessionGoesOn() {
    String arguments = " 1".repeat(5000);
    for (Tiering tiering : TIERINGS) {
      Scheme scheme = new Scheme(tiering, text -> {});
      for (String program : List.of("(list" + arguments + ")", "((lambda x x)" + arguments + ")", "(eval '(list" + arguments + "))")) {
        assertThat(assertThrows(SchemeException.class, () -> scheme.evaluate(program))).hasMessageThat().contains("too large");
        assertThat(scheme.evaluate("(+ 1 2)")).isEqualTo("3");
      }
    }
    fails("make-vector: no memory for 2147483646\n  in make, line 1\n  in program, line 1", "(define (make n) (make-vector n 0) 1) (+ 1 (make 2147483646))");
    gives("1", "(- ".repeat(60) + "1" + ")".repeat(60));
  }

  @Test
  void listsWithoutEndAreWritten() {
    gives("(1 2 ...)", "(define x (list 1 2)) (set-cdr! (cdr x) x) (write x)");
  }
}

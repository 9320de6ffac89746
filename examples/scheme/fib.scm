; Calls, and arithmetic on numbers of any kind.
(define (fib n)
  (if (< n 2) n (+ (fib (- n 1)) (fib (- n 2)))))
(display (fib 35))
(newline)
;=> 9227465

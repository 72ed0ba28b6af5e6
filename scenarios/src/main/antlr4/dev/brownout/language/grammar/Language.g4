// What a single value of a scenario may say: laws, loads, calls, faults, relations, charts and arithmetic.
// YAML has already taken the file apart; each rule that ends in EOF reads the text of one scalar.
grammar Language;

@parser::members {
    /**
     * Whether what comes next is hit: neither a factor that stands alone, as in "traffic x3", nor a word of the
     * sentence, as in "crash for 30s" and "crash as outage", which may be the names of components as well.
     */
    private boolean struck() {
        String second = _input.LT(2).getText();
        return switch (_input.LT(1).getText()) {
            case "for", "to" -> _input.LA(2) != NUMBER && _input.LA(2) != SIGNED;
            case "as" -> second.equals("/") || _input.LA(2) == EOF || _input.LA(3) != EOF;
            default -> _input.LA(1) != TIMES || _input.LA(2) == TIMES || second.equals("/");
        };
    }
}

value      : term EOF ;
range      : amount '..' amount EOF ;
fault      : verb=word ({struck()}? hit=selector ('~' other=selector)?)? faultArgument* ('for' length=amount)? ('as' name=anyWord)? EOF ;
target     : hit=selector ('~' other=selector)? EOF ;
relation   : metric (comparison bound=amount | near) window? EOF ;
condition  : metric comparison bound=amount EOF ;
prediction : metric near window? EOF ;
near       : '~' predicted=amount '+/-' tolerance=amount ;
chart      : metric ('by' anyWord | 'vs' metric)? EOF ;
expression : sum EOF ;

// Laws, loads and everything else that looks like a function.
term     : atom ('+' NUMBER | SIGNED)* ;
atom     : call | amount | file | anyWord ;
call     : name=anyWord '(' (argument ','?)* ')' ;
argument : anyWord '=' term | atom ;
file     : (('.' | '..') '/')+ fileWord (('.' | '/') fileWord)* | fileWord (('.' | '/') fileWord)+ | FILE ;
fileWord : anyWord | NUMBER | FILE ;

faultArgument : anyWord '=' (call | amount | anyWord) | ('by' | 'every') amount | 'to'? (call | amount | word) ;

// Parts of the system and their measures.
selector   : anyWord ('/' part)* ;
part       : anyWord '*'? | '*' | NUMBER ;
metric     : selector ('.' anyWord)* ('(' of=anyWord ')' ('.' stat=anyWord)?)? ;
comparison : '<' | '<=' | '>' | '>=' | '==' | '!=' ;

window : 'during' anyWord                  # during
       | 'before' anyWord                  # before
       | 'after' moment                    # after
       | 'from' moment 'to' moment         # between
       | 'within' amount 'after' anyWord   # within
       | 'every' amount                    # every
       ;
moment : amount | anyWord ('+' NUMBER | SIGNED)? ;

// Arithmetic on parameters: $(write_rate * 4).
sum     : product (('+' | '-') product | SIGNED)* ;
product : factor (('*' | '/') factor)* ;
factor  : amount | anyWord | '(' sum ')' | '-' factor ;

amount  : NUMBER | SIGNED ;
word    : NAME | PERCENTILE | TIMES ;
anyWord : word | 'for' | 'as' | 'by' | 'vs' | 'during' | 'before' | 'after' | 'from' | 'to' | 'within' | 'every' ;

PERCENTILE : 'p' DIGIT+ ('.' DIGIT+)? ;
TIMES      : 'x' DIGIT+ ('.' DIGIT+)? ;
NAME       : LETTER (LETTER | DIGIT | '-')* ;
SIGNED     : [+-] AMOUNT ;
NUMBER     : AMOUNT ;
// A file name that begins with a digit and contains a hyphen, such as 2026-01-31.csv.
FILE       : DIGIT (DIGIT | LETTER | '.' (DIGIT | LETTER))* '-' (DIGIT | LETTER | '-' | '.' (DIGIT | LETTER))* '.' LETTER (DIGIT | LETTER)* ;

fragment AMOUNT : '$'? DIGIT+ (DIGIT | LETTER | '%' | '.' DIGIT | '/' LETTER)* ;
fragment DIGIT  : [0-9] ;
fragment LETTER : [\p{L}\p{M}_] ;

SPACE : [ \t\r\n]+ -> skip ;
OTHER : . ;

/** What a story of one topic is written with. */
export interface NewsTopic {
  readonly actors: readonly string[]
  readonly acts: readonly string[]
  readonly things: readonly string[]
  readonly ends: readonly string[]
}

/** Sentences that a story of any topic may have. */
export const anyTopic: readonly string[] = [
  '{actors} {acts} {things}, a spokesperson said on {day}',
  'people in {place} had waited for this since {day}',
  'more details are expected on {day}',
  'it is the second surprise of the week in {place}',
  'few in {place} had seen it coming',
  'the news reached {place} late on {day}',
  'nobody was willing to comment on {day}',
  'it all began with a phone call from {place}',
  'it had been the talk of {place} since {day}',
  'the decision was not an easy one',
  'a crowd had gathered by {day} evening',
  'for {place} it is a first'
]

export const storyPatterns: readonly string[] = [
  '{actors} {acts} {things} {ends}',
  'on {day} {actors} {acts} {things}',
  '{actors} in {place} {acts} {things} {ends}',
  '{ends}, {actors} {acts} {things}',
  'in {place}, {actors} {acts} {things}'
]

export const newsFrame = {
  day: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
  place: [
    'Lisbon',
    'Nairobi',
    'Chengdu',
    'Oslo',
    'Lima',
    'Montreal',
    'Kyoto',
    'Gdansk',
    'Perth',
    'Porto',
    'Bergen',
    'Accra',
    'Suzhou',
    'Tallinn',
    'Quito',
    'Busan'
  ]
}

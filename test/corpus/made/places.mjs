import { position } from './contextual.mjs'

const degrees = (text, [positive, negative]) => {
  const value = Math.abs(Number(text))
  const minutes = (value % 1) * 60
  const seconds = ((minutes % 1) * 60).toFixed(1)
  return `${Math.floor(value)}°${String(Math.floor(minutes)).padStart(2, '0')}′${seconds}″${Number(text) < 0 ? negative : positive}`
}

/** `make(lat, lng)` -> `[kind, input, values]`: where somebody is, as maps, forms and browsers write it. */
const SHAPES = {
  numbers: (lat, lng) => ['prop', { latitude: Number(lat), longitude: Number(lng), view: 'map' }, [lat, lng]],
  strings: (lat, lng) => ['prop', { geo: { lat, lon: lng }, view: 'map' }, [lat, lng]],
  prefixed: (lat, lng) => ['prop', { userLat: lat, userLng: lng, view: 'map' }, [lat, lng]],
  pair: (lat, lng) => ['prop', { coordinates: `${lat},${lng}`, view: 'map' }, [lat, lng]],
  geoJson: (lat, lng) => [
    'prop',
    { location: { type: 'Point', coordinates: [Number(lng), Number(lat)] }, view: 'map' },
    [lat, lng],
  ],
  browser: (lat, lng) => [
    'prop',
    { coords: { latitude: Number(lat), longitude: Number(lng), accuracy: 12 }, view: 'map' },
    [lat, lng],
  ],
  wkt: (lat, lng) => ['prop', { position: `POINT(${lng} ${lat})`, view: 'map' }, [lat, lng]],
  query: (lat, lng) => ['url', `https://mapa.example/znajdz?lat=${lat}&lng=${lng}&map=osm`, [lat, lng]],
  at: (lat, lng) => ['url', `https://maps.example/map/@${lat},${lng},17z`, [lat, lng]],
  geoUri: (lat, lng) => ['prop', { link: `geo:${lat},${lng}`, view: 'map' }, [lat, lng]],
  near: (lat, lng) => ['url', `/map/stores?near=${lat}%2C${lng}`, [lat, lng]],
  labelled: (lat, lng) => ['text', `map error, Latitude: ${lat}, Longitude: ${lng}`, [lat, lng]],
  coordinates: (lat, lng) => ['text', `map pin set. GPS coordinates: ${lat}, ${lng}`, [lat, lng]],
  degrees: (lat, lng) => {
    const values = [degrees(lat, 'NS'), degrees(lng, 'EW')]
    return ['text', `map pin. Location: ${values.join(' ')}`, values]
  },
}

/** A case with exact coordinates, announced by a key or a label. */
export function places(r) {
  const name = r.pick(Object.keys(SHAPES))
  const { lat, lng } = position(r)
  const [kind, input, values] = SHAPES[name](lat, lng)
  const ctx = kind === 'text' ? 'label' : 'key'
  return {
    kind,
    input,
    pii: values.map((value) => ({ type: 'geo', value, ctx })),
    keep: ['map'],
    source: `made/places/${name}`,
  }
}
